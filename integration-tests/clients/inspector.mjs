// The MCP Inspector's command line against the linked image: it lists, calls and judges the schemas.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { mcpProgram, runScript, startMcp, startSimulator } from './support/programs.mjs';

const INSPECTOR = '@modelcontextprotocol/inspector/clients/launcher/build/index.js';

describe('inspector', () => {
    let simulator;
    let server;

    before(async () => {
        simulator = await startSimulator('--nodes', '1', '--speed', '50');
        server = await startMcp(simulator.settings);
    });
    after(async () => {
        await server?.end();
        await simulator?.end();
    });

    const targets = {
        stdio: () => [mcpProgram, ...Object.entries(simulator.settings).flatMap(pair => ['-e', pair.join('=')])],
        http: () => [server.url],
    };
    for (const [transport, target] of Object.entries(targets)) {
        describe(`over ${transport}`, () => inspectThrough(target));
    }
});

function inspectThrough(target) {
    const inspect = (...options) => runScript(INSPECTOR, ['--cli', ...target(), '--format', 'json', ...options]);
    const call = (name, ...pairs) =>
        inspect('--method', 'tools/call', '--tool-name', name, ...pairs.flatMap(pair => ['--tool-arg', pair]));

    it('finds nothing wrong with the schemas of all tools', async test => {
        const { code, out, err } = await inspect('--method', 'tools/list', '--strict');
        assert.equal(code, 0, err);
        const { tools } = answered(out);
        assert.ok(tools.length >= 142, `${tools.length} tools`);
        assert.deepEqual(tools.map(tool => tool.name), tools.map(tool => tool.name).toSorted());
        assert.deepEqual(findingsIn(err), []);
        test.diagnostic(`${tools.length} tools`);
    });

    it('calls a tool', async () => {
        const { code, out, err } = await call('proxmox_vm_list');
        assert.equal(code, 0, err);
        const { isError, structuredContent } = answered(out);
        assert.notEqual(isError, true);
        assert.equal(structuredContent.items.length, structuredContent.count);
        assert.ok(structuredContent.count > 0);
    });

    it('sees a failed call as one', async () => {
        const { code, out } = await call('proxmox_vm_status', 'vmid=nobody');
        assert.notEqual(code, 0);
        assert.equal(answered(out).structuredContent.code, 'not_found');
    });

    const lists = { 'resources/list': 'resources', 'resources/templates/list': 'resourceTemplates', 'prompts/list': 'prompts' };
    for (const [method, key] of Object.entries(lists)) {
        it(`lists with ${method}`, async () => {
            const { code, out, err } = await inspect('--method', method);
            assert.equal(code, 0, err);
            assert.ok(answered(out)[key].length > 0);
        });
    }
}

/** What --strict says of each tool, and whether its own count agrees that this is all. */
function findingsIn(err) {
    const found = [...err.matchAll(/^(?:Warning|Error): tool "(\S+)"\n {2}Path: (.+)\n {2}Issue: (.+)$/gm)]
        .map(([, tool, path, issue]) => ({ tool, path, issue }));
    const [, errors, warnings] = err.match(/^(\d+) errors?, (\d+) warnings? /m) ?? [0, 0, 0];
    assert.equal(found.length, Number(errors) + Number(warnings), 'every finding was read');
    assert.equal(Number(errors), 0, err);
    return found;
}

function answered(out) {
    const answer = JSON.parse(out);
    return answer.result ?? answer;
}
