// sf org, sobject, limits: signing in, and what the org says of itself.

export async function signIn(t, cli, org, simulator) {
  const { accessToken, clientId, instanceUrl, orgId, privateKeyFile, username } = simulator.ready;
  const where = ['--instance-url', instanceUrl];
  const byToken = await cli.ok(t, 'login by access token', ['org', 'login', 'access-token', ...where, '--alias', 'token', '--no-prompt'], {
    SF_ACCESS_TOKEN: accessToken,
  });
  const [organization] = await org.query('SELECT Name, InstanceName, OrganizationType, IsSandbox FROM Organization');
  t.has('login by access token finds who it is', byToken, { username, orgId, instanceApiVersion: '68.0' });
  t.has('login by access token reads the organization', byToken, { name: organization.Name, instanceName: organization.InstanceName, isSandbox: false });
  const colleague = await colleagueOf(org, username);
  const key = ['--username', colleague.Username, '--jwt-key-file', privateKeyFile, '--client-id', clientId];
  const byAssertion = await cli.ok(t, 'login by assertion', ['org', 'login', 'jwt', ...key, ...where, '--alias', 'jwt']);
  t.has('login by assertion acts for the user that it names', byAssertion, { username: colleague.Username, orgId, clientId });
}

export async function colleagueOf(org, username) {
  const users = await org.query("SELECT Id, Username FROM User WHERE IsActive = true AND UserType = 'Standard' ORDER BY Id");
  return users.find((user) => user.Username !== username);
}

export async function describes(t, cli, org, simulator) {
  const { instanceUrl, orgId, username } = simulator.ready;
  const display = await cli.ok(t, 'org display', ['org', 'display', '--target-org', 'jwt']);
  t.has('org display says that it is connected', display, { id: orgId, instanceUrl, connectedStatus: 'Connected', apiVersion: '68.0' });
  const list = await cli.ok(t, 'org list', ['org', 'list']);
  const found = list?.other?.map((entry) => [entry.alias, entry.connectedStatus]).sort();
  t.equal('org list finds both connected', found, [['jwt', 'Connected'], ['token', 'Connected']]);

  const described = await cli.ok(t, 'sobject describe', ['sobject', 'describe', '--sobject', 'invoice__c']);
  t.equal('sobject describe gives what the org describes', described, await org.get('/services/data/v68.0/sobjects/Invoice__c/describe'));
  const names = await cli.ok(t, 'sobject list', ['sobject', 'list', '--sobject', 'custom']);
  t.equal('sobject list gives the custom objects', names, ['Invoice__c', 'Order_Paid__e']);

  const limits = await cli.ok(t, 'org list limits', ['org', 'list', 'limits']);
  const served = await org.get('/services/data/v68.0/limits');
  t.equal('org list limits names every limit', limits?.map((limit) => limit.name).sort(), Object.keys(served).sort());
  t.equal('org list limits tells their sizes', limits?.map((limit) => limit.max), limits?.map((limit) => served[limit.name]?.Max));
  const requests = limits?.find((limit) => limit.name === 'DailyApiRequests');
  t.holds('org list limits tells what is used', requests?.remaining < requests?.max && requests?.remaining > requests?.max - 1000, JSON.stringify(requests));

  const counts = await cli.ok(t, 'org list sobject record-counts', ['org', 'list', 'sobject', 'record-counts', '--sobject', 'Account', '--sobject', 'Contact']);
  t.equal('org list sobject record-counts counts', counts, [{ count: 500, name: 'Account' }, { count: 5000, name: 'Contact' }]);
  const identity = await cli.run(['api', 'request', 'rest', '/services/oauth2/userinfo']);
  t.has('api request rest reaches a resource', JSON.parse(identity.output), { preferred_username: username, organization_id: orgId });
}

/** Comes last: it ends every session. */
export async function ending(t, cli, org, simulator) {
  await simulator.control('POST', 'tokens/revoke', { all: true });
  const words = ['data', 'query', '--query', 'SELECT COUNT() FROM Account'];
  const again = await cli.ok(t, 'an ended session is renewed by assertion', [...words, '--target-org', 'jwt']);
  t.holds('a renewed session works', again?.totalSize >= 500, JSON.stringify(again));
  await cli.refused(t, 'an ended session that cannot be renewed is refused', words, 'INVALID_SESSION_ID', /Session expired or invalid/);
  const out = await cli.ok(t, 'org logout', ['org', 'logout', '--target-org', 'jwt', '--no-prompt']);
  t.equal('org logout forgets one', out?.length, 1);
}
