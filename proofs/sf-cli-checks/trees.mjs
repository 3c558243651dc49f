// sf data import tree and data export tree.

const record = (type, referenceId, fields) => ({ attributes: { type, referenceId }, ...fields });
const file = (...records) => JSON.stringify({ records });

export async function trees(t, cli, org) {
  cli.write('nested.json', file(
    record('Account', 'A1', { Name: 'Tree 1', Key__c: 't-1', Contacts: { records: [record('Contact', 'C1', { LastName: 'Blatt' }), record('Contact', 'C2', { LastName: 'Leaf' })] } }),
    record('Account', 'A2', { Name: 'Tree 2', Key__c: 't-2' }),
  ));
  const nested = await cli.ok(t, 'data import tree', ['data', 'import', 'tree', '--files', 'nested.json']);
  t.equal('data import tree tells every record', nested?.map((made) => made.refId).sort(), ['A1', 'A2', 'C1', 'C2']);
  const held = await org.query("SELECT Key__c, (SELECT LastName FROM Contacts ORDER BY LastName) FROM Account WHERE Key__c LIKE 't-%' ORDER BY Key__c");
  t.equal('data import tree puts children under their parents', held.map((account) => account.Contacts?.records.map((contact) => contact.LastName) ?? []), [['Blatt', 'Leaf'], []]);

  const soql = "SELECT Name, Key__c, (SELECT LastName FROM Contacts ORDER BY LastName) FROM Account WHERE Key__c LIKE 't-%' ORDER BY Key__c";
  await cli.ok(t, 'data export tree', ['data', 'export', 'tree', '--query', soql, '--plan']);
  const exported = JSON.parse(cli.read('Contact.json')).records.map((contact) => [contact.LastName, contact.AccountId]);
  t.equal('data export tree writes children with their parents', exported, [['Blatt', '@AccountRef1'], ['Leaf', '@AccountRef1']]);

  // What was exported is imported again, under other keys.
  cli.write('Account.json', cli.read('Account.json').replaceAll('t-', 'again-'));
  const again = await cli.ok(t, 'data import tree with a plan', ['data', 'import', 'tree', '--plan', 'Account-Contact-plan.json']);
  t.equal('data import tree with a plan tells every record', again?.map((made) => made.type), ['Account', 'Account', 'Contact', 'Contact']);
  const copies = await org.query("SELECT LastName FROM Contact WHERE Account.Key__c = 'again-1' ORDER BY LastName");
  t.equal('data import tree with a plan joins the files', copies.map((contact) => contact.LastName), ['Blatt', 'Leaf']);

  const broken = [record('Account', 'B1', { Name: 'Tree 3', Key__c: 't-3' }), record('Account', 'B2', { Key__c: 't-4' })];
  cli.write('broken.json', file(...broken));
  const refused = await cli.refused(t, 'data import tree with a bad record is refused', ['data', 'import', 'tree', '--files', 'broken.json'], 'SfError', /Data Import failed/);
  t.matches('data import tree names the bad record', JSON.stringify(refused), /B2.*Required fields are missing: \[Name\]/);
  t.equal('data import tree with a bad record writes nothing', await org.count("SELECT COUNT() FROM Account WHERE Key__c = 't-3'"), 0);
}
