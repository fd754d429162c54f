// What clients do all day, each with what must come of it: a wrong answer counts as an error of the run.
import assert from 'node:assert/strict';
import { exchange } from './client.mjs';

const pick = list => list[Math.floor(Math.random() * list.length)];
const PARSE_ERROR = -32700;
const INVALID_REQUEST = -32600;
const UNKNOWN_METHOD = -32601;
const INVALID_PARAMS = -32602;

async function succeeds(answer) {
    const { result } = await answer;
    assert.notEqual(result?.isError, true, JSON.stringify(result?.structuredContent));
    return result.structuredContent;
}

async function refusedAs(code, answer) {
    const { result } = await answer;
    assert.equal(result.isError, true);
    assert.equal(result.structuredContent.code, code, JSON.stringify(result.structuredContent));
}

async function malformed(session, status, code, body) {
    const answer = await session.raw(body);
    assert.equal(answer.status, status, body);
    assert.equal(answer.messages[0].error.code, code, body);
}

const text = (method, params, id = 1) => JSON.stringify({ jsonrpc: '2.0', id, method, params });

/**
 * Lists what can be done, each with how often.
 *
 * @param ground where it is done: running and stopped VMs of this worker alone, those that backups lock now and then, and the
 *        name of the cluster
 */
export function deeds({ running, stopped, backedUp, scratch, cluster }) {
    const address = path => `proxmox://${cluster}${path}`;
    return [
        [10, 'tools/list', async session => assert.ok((await session.ask('tools/list')).result.tools.length > 100)],
        [8, 'ping', async session => assert.deepEqual((await session.ask('ping')).result, {})],
        [3, 'list of 2,000 guests', async session => {
            const { items } = await succeeds(session.call('proxmox_vm_list', { view: { limit: 5000 } }));
            assert.ok(items.length > 100);
        }],
        [6, 'short list', session => succeeds(session.call('proxmox_vm_list', { view: { limit: 10, fields: ['vmid', 'name'] } }))],
        [4, 'containers', session => succeeds(session.call('proxmox_lxc_list', {}))],
        [2, 'resources of the cluster', session => succeeds(session.call('proxmox_cluster_resources', { view: { limit: 50 } }))],
        [30, 'status', session => succeeds(session.call('proxmox_vm_status', pick(running)))],
        [3, 'status of a guest that must be found', session => succeeds(session.call('proxmox_vm_status', { vmid: pick(running).vmid }))],
        [15, 'configuration', session => succeeds(session.call('proxmox_vm_config', pick(stopped)))],
        [15, 'raw read', session => succeeds(session.call('proxmox_api_call', { method: 'GET', path: '/version' }))],
        [5, 'permissions', session => succeeds(session.call('proxmox_check_permissions', {}))],
        [5, 'change of a configuration', session => succeeds(session.call('proxmox_vm_update_config',
            { ...pick(stopped), description: `looked at ${Date.now()}` }))],
        [3, 'snapshot, and its end after a yes', async session => {
            let progress = 0;
            const snapname = `soak${Date.now()}`;
            const heard = message => (progress += message.method === 'notifications/progress' ? 1 : 0);
            await succeeds(session.call('proxmox_vm_snapshot', { ...scratch, snapname }, { heard }, 'p'));
            await succeeds(session.call('proxmox_vm_snapshot_delete', { ...scratch, snapname }));
            assert.ok(progress > 0, 'nobody told how the snapshot went on');
        }, { answer: { action: 'accept', content: { confirm: true } } }],
        [3, 'refused: a decline', session => refusedAs('refused', session.call('proxmox_vm_stop', pick(running))),
            { answer: { action: 'decline' } }],
        [5, 'refused: nobody to ask', session => refusedAs('refused', session.call('proxmox_vm_delete', pick(stopped))),
            { answer: undefined }],
        [4, 'wrong argument', session => refusedAs('bad_argument', session.call('proxmox_vm_status', { vmid: 100, colour: 'red' }))],
        [4, 'nobody there', session => refusedAs('not_found', session.call('proxmox_vm_status', { vmid: 'nobody' }))],
        [3, 'cancelled call', async session => {
            const heard = (message, id) => {
                if (message.method === 'notifications/progress') {
                    session.tell('notifications/cancelled', { requestId: id, reason: 'enough' }).catch(() => {});
                }
            };
            // It may be over, or the guest still be locked by the one before: then there is an answer.
            await session.call('proxmox_backup_run', { vmid: [String(pick(backedUp).vmid)], storage: 'local', wait_timeout: 20 },
                { heard }, 'p');
        }],
        [4, 'call taken back at once', async session => {
            const answer = session.call('proxmox_vm_list', {});
            setImmediate(() => session.tell('notifications/cancelled', { requestId: session.lastId }).catch(() => {}));
            await answer;
        }],
        [2, 'client that hangs up', async session => {
            const gone = new AbortController();
            const answer = session.call('proxmox_vm_list', {}, { signal: gone.signal });
            setImmediate(() => gone.abort());
            await answer.catch(problem => assert.equal(problem.name, 'AbortError'));
        }],
        [6, 'no JSON', session => malformed(session, 400, PARSE_ERROR, pick(['{', '', '\0', '[1,', 'nonsense', '{"a":1e}']))],
        [6, 'no request', session => malformed(session, 400, INVALID_REQUEST,
            pick(['[]', '7', '{}', '{"jsonrpc":"1.0","id":1,"method":"ping"}', '{"jsonrpc":"2.0","id":{},"method":"ping"}']))],
        [4, 'unknown method', async session => assert.equal((await session.ask('tools/burn')).error.code, UNKNOWN_METHOD)],
        [2, 'unknown tool', async session => assert.equal((await session.call('proxmox_nothing', {})).error.code, INVALID_PARAMS)],
        [2, 'wrong params', session => malformed(session, 200, INVALID_PARAMS, text('tools/call', { name: 5 }))],
        [2, 'a megabyte', session => refusedAs('bad_argument', session.call('proxmox_vm_status', { vmid: 'x'.repeat(1 << 20) }))],
        [1, 'session that is none', async session => {
            const { status } = await exchange(session.url, { session: 'nobody', body: text('ping') });
            assert.equal(status, 404);
        }],
        [3, 'lists of resources', async session => {
            assert.ok((await session.ask('resources/list')).result.resources.length > 0);
            assert.ok((await session.ask('resources/templates/list')).result.resourceTemplates.length > 0);
        }],
        [4, 'resource', async session => {
            const uri = address(pick(['/cluster', `/nodes/${scratch.node}`, `/guests/${pick(running).vmid}`, `/guests/${pick(stopped).vmid}/config`]));
            assert.ok((await session.ask('resources/read', { uri })).result.contents[0].text.length > 0);
        }],
        [2, 'prompts', async session => {
            assert.ok((await session.ask('prompts/list')).result.prompts.length > 0);
            const name = pick(['capacity-report', 'permission-check']);
            assert.ok((await session.ask('prompts/get', { name })).result.messages.length > 0);
        }],
        [4, 'completion', async session => {
            const { result } = await session.ask('completion/complete', {
                ref: { type: 'ref/resource', uri: address('/guests/{vmid}') }, argument: { name: 'vmid', value: '1' } });
            assert.ok(result.completion.values.length > 0);
        }],
        [2, 'subscription that begins and ends', async session => {
            const gone = new AbortController();
            const uri = address(`/guests/${scratch.vmid}/config`);
            const stream = session.listen(() => {}, gone.signal).catch(problem => assert.equal(problem.name, 'AbortError'));
            await session.ask('resources/subscribe', { uri });
            await succeeds(session.call('proxmox_vm_update_config', { ...scratch, description: `${Date.now()}` }));
            if (Math.random() < 0.7) await session.ask('resources/unsubscribe', { uri });
            gone.abort();
            await stream;
        }],
        [1, 'level of logging', async session => assert.deepEqual(
            (await session.ask('logging/setLevel', { level: pick(['debug', 'warning']) })).result, {})],
    ].map(([weight, name, does, needs = {}]) => ({ weight, name, does, needs }));
}

/** Chooses by weight. */
export function choose(all) {
    let left = Math.random() * all.reduce((sum, { weight }) => sum + weight, 0);
    return all.find(({ weight }) => (left -= weight) < 0) ?? all[0];
}
