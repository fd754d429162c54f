// The official conformance suite: everything on our server with the suite's fixtures, and what needs none on the product too.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { folder, runScript, startFixtureServer, startMcp, startSimulator } from './support/programs.mjs';

const SUITE = '@modelcontextprotocol/conformance/dist/index.js';
const REVISION = '2025-11-25';
const REPORTS = join(folder, 'target/conformance');

/** Ask for tools, resources or prompts of fixed names, which a product has not. */
const WITH_FIXTURES = [
    'completion-complete',
    'tools-call-simple-text', 'tools-call-image', 'tools-call-audio', 'tools-call-embedded-resource',
    'tools-call-mixed-content', 'tools-call-with-logging', 'tools-call-error', 'tools-call-with-progress',
    'tools-call-sampling', 'tools-call-elicitation', 'elicitation-sep1034-defaults', 'elicitation-sep1330-enums',
    'resources-read-text', 'resources-read-binary', 'resources-templates-read',
    'resources-subscribe', 'resources-unsubscribe',
    'prompts-get-simple', 'prompts-get-with-args', 'prompts-get-embedded-resource', 'prompts-get-with-image',
];
/** Need nothing, so that the product is asked as well. */
const WITHOUT_FIXTURES = [
    'server-initialize', 'ping', 'logging-set-level', 'tools-list', 'server-sse-multiple-streams', 'resources-list',
    'prompts-list', 'dns-rebinding-protection',
];
/** Newer than the revision's list, or more than the suite's own example can do: the suite does not count them, but we do. */
const NOT_SCORED_BUT_PASSED = ['server-session-lifecycle', 'json-schema-2020-12'];
/** For servers that end a stream and let the client ask again, which ours does not: it need not. Only reported. */
const NOT_SCORED = ['server-sse-polling'];

const required = [...WITH_FIXTURES, ...WITHOUT_FIXTURES];

before(() => rmSync(REPORTS, { recursive: true, force: true }));

describe('conformance: which scenarios there are', () => {
    it(`knows all that ${REVISION} requires`, async () => {
        const { code, out } = await runScript(SUITE, ['list', '--requirements', REVISION]);
        assert.equal(code, 0);
        const [all, rest] = out.split('Run and reported, but never scored');
        const servers = all.split('Server scenarios')[1].split('Client scenarios')[0];
        assert.deepEqual([...servers.matchAll(/^ *- (\S+)$/gm)].map(found => found[1]).sort(), required.toSorted());
        assert.equal(required.length, 30);
        assert.deepEqual([...rest.matchAll(/^ *- (\S+) \[server\]$/gm)].map(found => found[1]).sort(),
            [...NOT_SCORED_BUT_PASSED, ...NOT_SCORED].sort());
    });
});

describe('conformance: our server with fixtures', () => {
    const reports = join(REPORTS, 'fixtures');
    let server;
    let run;

    before(async () => {
        server = await startFixtureServer();
        run = await runScript(SUITE, ['server', '--url', server.url, '--requirements', REVISION, '-o', reports]);
    });
    after(() => server?.end());

    for (const scenario of [...required, ...NOT_SCORED_BUT_PASSED]) {
        it(scenario, () => passed(reports, scenario));
    }
    for (const scenario of NOT_SCORED) {
        it(`${scenario}, which is not scored`, test => test.diagnostic(summary(checksOf(reports, scenario))));
    }
    it('satisfies the suite itself', () => assert.equal(run.code, 0, run.out + run.err));
});

describe('conformance: the product', () => {
    let simulator;
    let server;
    let tools;

    before(async () => {
        simulator = await startSimulator('--nodes', '1');
        server = await startMcp(simulator.settings);
        const client = new Client({ name: 'proof', version: '1' });
        await client.connect(new StreamableHTTPClientTransport(new URL(server.url)));
        ({ tools } = await client.listTools());
        await client.close();
    });
    after(async () => {
        await server?.end();
        await simulator?.end();
    });

    it('has none of the fixtures', () => {
        assert.deepEqual(tools.map(tool => tool.name).filter(name => !name.startsWith('proxmox_')), []);
    });
    for (const scenario of [...WITHOUT_FIXTURES, 'server-session-lifecycle']) {
        it(scenario, async () => {
            const reports = join(REPORTS, 'product');
            const { code, out, err } = await runScript(SUITE,
                ['server', '--url', server.url, '--scenario', scenario, '--spec-version', REVISION, '-o', reports]);
            assert.equal(code, 0, out + err);
            passed(reports, scenario);
        });
    }
});

/** Everything that was checked, which must be something; remarks count as failures. */
function passed(reports, scenario) {
    const checks = checksOf(reports, scenario);
    const own = checks.filter(check => !check.id.startsWith('wire-schema-'));
    assert.ok(own.some(check => check.status === 'SUCCESS'), `Nothing was checked: ${summary(checks)}`);
    const bad = checks.filter(check => !['SUCCESS', 'INFO', 'SKIPPED'].includes(check.status));
    assert.deepEqual(bad.map(check => `${check.id}: ${check.status} ${check.errorMessage}`), []);
}

function checksOf(reports, scenario) {
    const report = readdirSync(reports).find(name => name.startsWith(`server-${scenario}-2`));
    assert.ok(report, `${scenario} did not run`);
    return JSON.parse(readFileSync(join(reports, report, 'checks.json'), 'utf8'));
}

function summary(checks) {
    return checks.map(check => `${check.id} ${check.status}`).join(', ');
}
