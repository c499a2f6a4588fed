/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('settings', table => {
    table.comment('What the replicas of the plugin share');
    table.string('key', 64).primary();
    table.text('value').notNullable();
  });
  await knex.schema.createTable('announced', table => {
    table.comment('Which issues owners were notified of. No text of an issue');
    table.string('subject', 64).comment('Hash of the server and the id');
    table.string('kind', 64).comment('Such as new, or assigned:<user id>');
    table
      .string('project', 64)
      .comment('Hash of the server and the id')
      .index();
    table
      .string('entity', 255)
      .comment('Ref of the entity it was sent for')
      .index();
    table.bigInteger('announced_at').notNullable().comment('Unix time in ms');
    table
      .bigInteger('seen_at')
      .notNullable()
      .comment('Unix time in ms')
      .index();
    table.boolean('sent').notNullable();
    table.primary(['subject', 'kind']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('announced');
  await knex.schema.dropTable('settings');
};
