// Fetches the address in each message, in a Node.js of its own with an environment of its own.

process.on('message', async ({ url, init }) => {
  try {
    const response = await fetch(url, init);
    const body = await response.text();
    process.send({ status: response.status, body });
  } catch (error) {
    process.send({ failure: describe(error) });
  }
});
process.on('disconnect', () => process.exit(0));
process.send({ ready: true });

function describe(error) {
  const { name, code, message, cause, errors } = error;
  return {
    name,
    code,
    message,
    ...(cause && { cause: describe(cause) }),
    ...(errors && { errors: errors.map(describe) }),
  };
}
