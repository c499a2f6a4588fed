/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('coverage_entities', table => {
    table.comment('Entities as the last comparison with Sentry found them');
    table.string('ref', 255).primary();
    table.string('title', 255);
    table.string('state', 16).notNullable().index();
    table.boolean('generated').notNullable();
    table.text('owners').notNullable().comment('JSON: refs');
    table.text('edit_url');
    table.text('projects').notNullable().comment('JSON: names of projects');
    table.text('problems').notNullable().comment('JSON: of its annotations');
  });
  await knex.schema.createTable('coverage_owners', table => {
    table.string('owner', 255);
    table.string('entity', 255);
    table.primary(['owner', 'entity']);
  });
  await knex.schema.createTable('coverage_projects', table => {
    table.comment('Projects of Sentry, as last listed');
    table.string('name', 255).primary().comment('instance:organization/id');
    table.string('instance', 255).notNullable();
    table.string('organization', 255).notNullable();
    table.string('state', 16).notNullable().index();
    table.text('facts').notNullable().comment('JSON');
  });
  await knex.schema.createTable('coverage_suggestions', table => {
    table.string('entity', 255);
    table.string('project', 255).comment('Name of the project');
    table.string('confidence', 16).notNullable();
    table.integer('rank').notNullable().comment('The best first');
    table.text('reasons').notNullable().comment('JSON');
    table
      .boolean('applied')
      .notNullable()
      .comment('Whether the entity has the generated annotation of the pair');
    table.primary(['entity', 'project']);
  });
  await knex.schema.createTable('coverage_decisions', table => {
    table.comment('What was decided about suggestions. It outlives them');
    table.string('entity', 255);
    table.string('project', 255);
    table.string('decision', 16).notNullable();
    table
      .bigInteger('seen_at')
      .notNullable()
      .comment('Unix time in ms')
      .index();
    table.primary(['entity', 'project']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('coverage_decisions');
  await knex.schema.dropTable('coverage_suggestions');
  await knex.schema.dropTable('coverage_projects');
  await knex.schema.dropTable('coverage_owners');
  await knex.schema.dropTable('coverage_entities');
};
