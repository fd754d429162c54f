// The TypeScript SDK's client against the linked image, and a second look at the cluster after each call that matters.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { ElicitRequestSchema } from '@modelcontextprotocol/sdk/types.js';
import { ask, openGate, picture } from './support/cluster.mjs';
import { mcpProgram, startMcp, startSimulator, surroundings } from './support/programs.mjs';

const RUNNING = 100;
/** Longer than the pause between two looks at a task. */
const SILENCE = 4_000;

const transports = {
    stdio: async settings => ({
        open: () => new StdioClientTransport({ command: mcpProgram, env: surroundings(settings), stderr: 'ignore' }),
        end: async () => {},
    }),
    http: async settings => {
        const server = await startMcp(settings);
        return { open: () => new StreamableHTTPClientTransport(new URL(server.url)), end: server.end };
    },
};

for (const [name, start] of Object.entries(transports)) {
    describe(`TypeScript SDK over ${name}`, () => converse(start));
}

function converse(start) {
    let simulator;
    let gate;
    let server;

    before(async () => {
        // Tasks take their real times: the backup of a disk takes half a minute.
        simulator = await startSimulator('--nodes', '1', '--speed', '1');
        gate = await openGate(simulator.settings);
        server = await start(gate.settings);
    });
    after(async () => {
        await server?.end();
        gate?.close();
        await simulator?.end();
    });

    /** A session that has listed the tools, so that the client judges answers by their output schemas. */
    async function session(test, answerToQuestion) {
        const capabilities = answerToQuestion ? { elicitation: {} } : {};
        const client = new Client({ name: 'proof', version: '1' }, { capabilities });
        if (answerToQuestion) {
            client.setRequestHandler(ElicitRequestSchema, request => answerToQuestion(request.params));
        }
        await client.connect(server.open());
        test.after(() => client.close());
        const { tools } = await client.listTools();
        return { client, tools, call: (tool, args, options) => client.callTool({ name: tool, arguments: args }, undefined, options) };
    }

    const powerOf = async vmid => (await ask(simulator.settings, `/nodes/pve1/qemu/${vmid}/status/current`)).status;

    it('greets and lists', async test => {
        const { client, tools } = await session(test);
        assert.equal(client.getServerVersion().name, 'proxmox-mcp');
        assert.ok(client.getInstructions().length > 0);
        assert.ok(tools.length >= 142);
        assert.ok(tools.every(tool => tool.outputSchema && tool.annotations?.destructiveHint !== undefined));
        await client.ping();
    });

    it('takes the structure of successes and of failures, which the text repeats', async test => {
        const { call } = await session(test);
        const answers = [
            await call('proxmox_vm_list', {}),
            await call('proxmox_vm_status', { vmid: 'web-01' }),
            await call('proxmox_vm_status', { vmid: 'nobody' }),
            await call('proxmox_vm_status', { vmid: RUNNING, colour: 'red' }),
            await call('proxmox_vm_list', { view: 7 }),
            await call('proxmox_api_call', { method: 'GET', path: '/version' }),
        ];
        assert.deepEqual(answers.map(answer => answer.isError === true), [false, false, true, true, true, false]);
        for (const { content, structuredContent } of answers) {
            const text = content[0].text;
            assert.deepEqual(JSON.parse(text.slice(text.indexOf('{'))), structuredContent);
        }
        assert.equal(answers[1].structuredContent.target.vmid, RUNNING);
        assert.equal(answers[2].structuredContent.code, 'not_found');
    });

    it('refuses an unknown tool as a protocol error', async test => {
        const { call } = await session(test);
        await assert.rejects(call('proxmox_no_such_tool', {}), { code: -32602 });
    });

    it('sets the level of log messages', async test => {
        const { client } = await session(test);
        for (const level of ['debug', 'emergency']) {
            assert.deepEqual(await client.setLoggingLevel(level), {});
        }
    });

    it('tells how a long task goes', async test => {
        const { call } = await session(test);
        const heard = [];
        const { isError, structuredContent } = await call('proxmox_vm_clone', { vmid: 101, full: true },
            { onprogress: progress => heard.push(progress) });
        assert.notEqual(isError, true, JSON.stringify(structuredContent));
        assert.equal(structuredContent.exitstatus, 'OK');
        assert.ok(heard.length >= 2, JSON.stringify(heard));
        assert.ok(heard.every((progress, i) => i === 0 || progress.progress > heard[i - 1].progress), JSON.stringify(heard));
        assert.ok(heard.some(progress => progress.total > 0), `The log has percentages: ${JSON.stringify(heard)}`);
        test.diagnostic(`${heard.length} messages, the last: ${heard.at(-1).message}`);
    });

    it('stops asking the cluster when a call is cancelled, and leaves the task alone', async test => {
        const { call } = await session(test);
        const cancel = new AbortController();
        const heard = Promise.withResolvers();
        const call1 = call('proxmox_backup_run', { vmid: ['102'], storage: 'local', wait_timeout: 120 },
            { signal: cancel.signal, onprogress: heard.resolve });
        await heard.promise;
        const before = gate.bytes;
        await pause(SILENCE);
        assert.ok(gate.bytes > before, 'a call that waits looks at its task');

        cancel.abort();
        await assert.rejects(call1);
        await pause(SILENCE / 4);
        const after = gate.bytes;
        await pause(SILENCE);
        assert.equal(gate.bytes, after, 'nobody asks any more');
        const tasks = await ask(simulator.settings, '/nodes/pve1/tasks?source=active');
        assert.ok(tasks.some(task => task.type === 'vzdump' && task.id === '102'), JSON.stringify(tasks));
        assert.notEqual((await call('proxmox_vm_list', {})).isError, true, 'the session lives on');
    });

    const notAYes = {
        'a decline': { action: 'decline' },
        'a closed question': { action: 'cancel' },
        'a yes without the tick': { action: 'accept', content: { confirm: false } },
    };
    for (const [what, answer] of Object.entries(notAYes)) {
        it(`changes nothing after ${what}`, async test => {
            const questions = [];
            const { call } = await session(test, question => (questions.push(question), answer));
            const earlier = await picture(simulator.settings, RUNNING);
            const { isError, structuredContent } = await call('proxmox_vm_stop', { vmid: RUNNING });
            assert.equal(questions.length, 1);
            assert.match(questions[0].message, /web-01/);
            assert.equal(isError, true);
            assert.equal(structuredContent.code, 'refused');
            assert.deepEqual(await picture(simulator.settings, RUNNING), earlier);
        });
    }

    it('changes nothing when nobody can be asked', async test => {
        const { call } = await session(test);
        const earlier = await picture(simulator.settings, RUNNING);
        const { isError, structuredContent } = await call('proxmox_vm_stop', { vmid: RUNNING });
        assert.equal(isError, true);
        assert.equal(structuredContent.code, 'refused');
        assert.deepEqual(await picture(simulator.settings, RUNNING), earlier);
    });

    it('stops a VM after a yes', async test => {
        let powerWhenAsked;
        const { call } = await session(test, async () => {
            powerWhenAsked = await powerOf(RUNNING);
            return { action: 'accept', content: { confirm: true } };
        });
        const { isError, structuredContent } = await call('proxmox_vm_stop', { vmid: RUNNING });
        assert.equal(powerWhenAsked, 'running');
        assert.notEqual(isError, true, JSON.stringify(structuredContent));
        assert.equal(structuredContent.exitstatus, 'OK');
        assert.equal(await powerOf(RUNNING), 'stopped');
    });

    it('reads, completes and asks what else is offered', async test => {
        const { client } = await session(test);
        const offered = client.getServerCapabilities();
        assert.ok(offered.resources?.subscribe && offered.completions && offered.prompts && offered.logging, JSON.stringify(offered));

        const { resources } = await client.listResources();
        assert.ok(resources.length > 0);
        for (const { uri } of resources) {
            assert.ok((await client.readResource({ uri })).contents.length > 0, uri);
        }

        const { resourceTemplates } = await client.listResourceTemplates();
        const ofNodes = resourceTemplates.filter(template => template.uriTemplate.includes('{node}'));
        assert.ok(ofNodes.length > 0);
        for (const { uriTemplate: uri } of ofNodes) {
            const { completion } = await client.complete(
                { ref: { type: 'ref/resource', uri }, argument: { name: 'node', value: 'pv' } });
            assert.deepEqual(completion.values, ['pve1'], uri);
        }

        const { prompts } = await client.listPrompts();
        assert.ok(prompts.length > 0 && prompts.every(prompt => prompt.name && prompt.description));
        for (const { name } of prompts.filter(prompt => !prompt.arguments?.some(argument => argument.required))) {
            assert.ok((await client.getPrompt({ name })).messages.length > 0, name);
        }
    });
}
