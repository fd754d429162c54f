// The programs under test as processes. Nothing of the caller's settings reaches them, and none outlives this process.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export const folder = resolve(dirname(fileURLToPath(import.meta.url)), '..');
export const repository = resolve(folder, '../..');
export const mcpImage = join(repository, 'frontend-mcp/target/image');
export const mcpProgram = join(mcpImage, 'bin/proxmox-mcp');
const cliProgram = join(repository, 'frontend-cli/target/image/bin/proxmox');
const fixtureClasses = join(repository, 'frontend-mcp/target/test-classes');

const PATIENCE = 60_000;
const LONGEST = 1 << 20;
const home = mkdtempSync(join(tmpdir(), 'proxmox-clients-'));
const running = new Set();

process.on('exit', () => {
    running.forEach(child => child.kill('SIGKILL'));
    rmSync(home, { recursive: true, force: true });
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => process.exit(1));
}

/** What a program finds around it, and nothing else. */
export function surroundings(settings = {}) {
    return { PATH: process.env.PATH, HOME: home, ...settings };
}

/** Starts a program; its standard error is shown only when it fails to do what was expected. */
function start(command, args, settings = {}) {
    if (!existsSync(command)) {
        throw new Error(`${command} is not there. From the top of the repository: ./mvnw -q -DskipTests package`);
    }
    const child = spawn(command, args, { env: surroundings(settings), stdio: ['pipe', 'pipe', 'pipe'] });
    child.said = '';
    child.stderr.on('data', text => (child.said = (child.said + text).slice(-LONGEST)));
    running.add(child);
    child.on('exit', () => running.delete(child));
    return child;
}

/** Ends a program that runs until its standard input ends or it is told to. */
export async function end(child) {
    if (child.exitCode !== null || child.signalCode !== null) {
        return;
    }
    const gone = once(child, 'exit');
    child.stdin.end();
    child.kill('SIGTERM');
    await within(gone, `the end of process ${child.pid}`);
}

/** A simulated cluster as a process, and the settings of its clients. */
export async function startSimulator(...options) {
    const child = start(cliProgram, ['simulator', ...options]);
    const settings = {};
    const told = (async () => {
        for await (const line of createInterface(child.stdout)) {
            const [, key, value] = line.match(/^([A-Z_]+)=(.*)$/) ?? [];
            if (key) settings[key] = value;
            if (settings.PROXMOX_LEARN_MEMBERS) return;
        }
        throw new Error(`The simulator does not start: ${child.said}`);
    })();
    await within(told, 'the start of the simulator');
    child.stdout.resume();
    return { settings, end: () => end(child) };
}

/** The product's own server, over HTTP. */
export function startMcp(settings, ...options) {
    return startHttp(port => start(mcpProgram, ['--http', port, ...options], settings));
}

/** Our server with the fixtures of the conformance suite: the test classes laid over the linked image. */
export function startFixtureServer() {
    const module = 'io.github.proxmoxtools.mcp';
    return startHttp(port => start(join(mcpImage, 'bin/java'), ['--patch-module', `${module}=${fixtureClasses}`,
        '-m', `${module}/${module}.conformance.FixtureServer`, port]));
}

async function startHttp(starting) {
    const port = await freePort();
    const child = starting(String(port));
    await within(answering(`http://127.0.0.1:${port}/healthz`, child), `an answer of ${child.spawnargs.join(' ')}`);
    return { url: `http://127.0.0.1:${port}/mcp`, process: child, end: () => end(child) };
}

async function answering(url, child) {
    while (child.exitCode === null) {
        const response = await fetch(url).catch(() => undefined);
        if (response?.ok) return;
        await new Promise(again => setTimeout(again, 50));
    }
    throw new Error(`The server ended with ${child.exitCode}: ${child.said}`);
}

async function freePort() {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address();
    server.close();
    await once(server, 'close');
    return port;
}

/** Runs a script of the installed packages with this Node; gives its exit code and what it wrote. */
export async function runScript(script, args) {
    const child = start(process.execPath, [join(folder, 'node_modules', script), ...args], { NO_COLOR: '1' });
    let out = '';
    child.stdout.on('data', text => (out += text));
    child.stdin.end();
    const [code] = await within(once(child, 'close'), `the end of ${script} ${args.join(' ')}`, 2 * PATIENCE);
    return { code, out, err: child.said };
}

/** Waits, but not for ever. */
export function within(promise, what, patience = PATIENCE) {
    let timer;
    const late = new Promise((_, reject) => {
        timer = setTimeout(() => reject(new Error(`Waited ${patience / 1000} s in vain for ${what}`)), patience);
    });
    return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
