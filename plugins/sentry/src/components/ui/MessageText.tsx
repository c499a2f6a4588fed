import styles from './MessageText.module.css';

/** Words of the backend, which puts what is to be read or typed literally in backticks. */
export function MessageText(props: { children: string }) {
  const parts = props.children.split(/`([^`]+)`/);
  return (
    <>
      {parts.map((part, index) =>
        index % 2 ? (
          <code className={styles.code} key={index}>
            {part}
          </code>
        ) : (
          part
        ),
      )}
    </>
  );
}
