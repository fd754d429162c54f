// Hours of a mixed load on the linked MCP server over HTTP, and whether it takes up more and more. README.md says more.
import { setTimeout as pause } from 'node:timers/promises';
import { ask } from '../clients/support/cluster.mjs';
import { startMcp, startSimulator } from '../clients/support/programs.mjs';
import { exchange, Session } from './client.mjs';
import { choose, deeds } from './load.mjs';
import { heap, look, slope } from './watch.mjs';

const SECONDS = Number(process.argv[2] ?? 30);
const RATE = Number(process.argv[3] ?? 25);
const WORKERS = 12;
const GUESTS = 2_000;
const REQUESTS_OF_A_SESSION = 40;
const ABANDONED = 0.05;
const LOOKS = 20;
const LONG = 600;
const SHOWN = 20;

/** README.md gives the reasons. */
const LIMITS = { rss: 800 * 1024, rssSlope: 512, heapGrowth: 256, files: 64, threads: 16 };

const begin = performance.now();
const elapsed = () => (performance.now() - begin) / 1000;
const over = () => elapsed() >= SECONDS;
const counts = new Map();
const problems = [];
const times = new Map();
let requests = 0;
let slots = 0;
let quiet = false;
let working = 0;

if (!(SECONDS > 0 && RATE > 0)) {
    console.error('node integration-tests/soak/soak.mjs [SECONDS [DEEDS_PER_SECOND]]');
    process.exit(2);
}

function took(name, milliseconds) {
    if (!times.has(name)) times.set(name, []);
    times.get(name).push(milliseconds);
}

function failed(name, problem) {
    problems.push(`${elapsed().toFixed(1)} s, ${name}: ${String(problem.message).slice(0, 300)}`);
    if (problems.length <= SHOWN) console.log(problems.at(-1));
}

function quantile(list, share) {
    const sorted = list.toSorted((a, b) => a - b);
    return sorted[Math.floor(share * (sorted.length - 1))]?.toFixed(0);
}

/** Waits for the next turn; time that was lost is not made up for. */
async function turn() {
    slots = Math.max(slots + 1 / RATE, elapsed());
    await pause((slots - elapsed()) * 1000);
    while (quiet) await pause(20);
}

/** What is kept can only be told from what is in work when nothing is. */
async function whileQuiet(doing) {
    quiet = true;
    try {
        while (working > 0) await pause(20);
        return await doing();
    } finally {
        quiet = false;
    }
}

async function grounds(settings) {
    const guests = await ask(settings, '/cluster/resources?type=vm');
    const machines = guests.filter(guest => guest.type === 'qemu' && !guest.template && !guest.lock);
    const of = status => machines.filter(guest => guest.status === status).map(({ vmid, node }) => ({ vmid, node }));
    const [running, stopped] = [of('running'), of('stopped')];
    const share = (list, worker) => list.filter((_, i) => i % WORKERS === worker);
    return worker => {
        const [scratch, ...rest] = share(stopped, worker);
        const half = rest.length / 2;
        return { running: share(running, worker), stopped: rest.slice(0, half), backedUp: rest.slice(half), scratch };
    };
}

class Worker {
    #sessions = new Map();

    constructor(url, all) {
        this.url = url;
        this.all = all;
    }

    async #session(answer) {
        const key = JSON.stringify(answer ?? null);
        const old = this.#sessions.get(key);
        if (old && old.requests < REQUESTS_OF_A_SESSION) return old;
        if (old) await this.#leave(old);
        const fresh = await Session.open(this.url, answer);
        this.#sessions.set(key, fresh);
        return fresh;
    }

    async #leave(session) {
        requests += session.requests;
        if (Math.random() >= ABANDONED) await session.close();
    }

    async work() {
        while (!over()) {
            await turn();
            const { name, does, needs } = choose(this.all);
            const started = performance.now();
            working++;
            try {
                await does(await this.#session(needs.answer));
                took(name, performance.now() - started);
            } catch (problem) {
                failed(name, problem);
            } finally {
                working--;
            }
            counts.set(name, (counts.get(name) ?? 0) + 1);
        }
        for (const session of this.#sessions.values()) {
            requests += session.requests;
            await session.close();
        }
    }
}

/** Looks every few seconds; takes the heap with a full collection a few times in all. */
async function watch(pid, looks) {
    let collections = 0;
    for (;;) {
        const last = over();
        const inUse = last || elapsed() / SECONDS >= collections / LOOKS ? await whileQuiet(() => heap(pid)) : undefined;
        if (inUse !== undefined || last) collections = Math.floor(elapsed() / SECONDS * LOOKS) + 1;
        const seen = { at: elapsed(), heap: inUse, ...look(pid) };
        looks.push(seen);
        if (inUse !== undefined) console.log(line(seen));
        if (last) return;
        await pause(Math.min(5, SECONDS / 20) * 1000);
    }
}

const mebibytes = kibibytes => `${(kibibytes / 1024).toFixed(1)} MiB`;
const line = seen => `${seen.at.toFixed(0).padStart(5)} s  RSS ${mebibytes(seen.rss)}  heap ${seen.heap === undefined
    ? '?' : mebibytes(seen.heap)}  threads ${seen.threads}  files ${seen.files}  errors ${problems.length}`;

/** How the least of the last quarter differs from the least of the quarter before, in KiB a minute. */
function growthOfFloor(half) {
    const middle = 0.75 * SECONDS;
    const least = looks => Math.min(...looks.map(seen => seen.heap));
    const known = half.filter(seen => seen.heap !== undefined);
    const [before, after] = [known.filter(seen => seen.at < middle), known.filter(seen => seen.at >= middle)];
    return before.length === 0 || after.length === 0 ? 0 : (least(after) - least(before)) / (SECONDS / 4 / 60);
}

function judge(looks) {
    const at = share => looks.find(seen => seen.at >= share * SECONDS) ?? looks.at(-1);
    const half = looks.filter(seen => seen.at >= SECONDS / 2);
    const perMinute = key => slope(half.filter(seen => seen[key] !== undefined).map(seen => [seen.at / 60, seen[key]]));
    const [first, last] = [looks[0], looks.at(-1)];
    const [rssSlope, heapGrowth] = [perMinute('rss'), growthOfFloor(half)];
    const done = [...counts.values()].reduce((sum, count) => sum + count, 0);
    console.log(`\n${done} deeds in ${requests} requests, ${(requests / SECONDS).toFixed(0)} a second; ${problems.length} errors`);
    for (const [name, count] of counts) {
        const list = times.get(name) ?? [];
        console.log(`${String(count).padStart(7)}  ${name}: median ${quantile(list, 0.5)} ms, 99 % ${quantile(list, 0.99)} ms`);
    }
    for (const share of [0.1, 0.5, 1]) console.log(`${String(share * 100).padStart(4)} %: ${line(at(share))}`);
    console.log(`slope over the second half: RSS ${rssSlope.toFixed(1)} KiB/min, floor of the heap ${heapGrowth.toFixed(1)} KiB/min`);
    console.log(`threads ${first.threads} at the start, ${last.threads} at the end; files ${first.files}, ${last.files}`);
    const settled = SECONDS >= LONG;
    const exceeded = Object.entries({
        'an answer was wrong': problems.length > 0,
        'there were no calls': done === 0,
        'RSS': Math.max(...looks.map(seen => seen.rss)) > LIMITS.rss,
        'slope of RSS': settled && rssSlope > LIMITS.rssSlope,
        'growth of the heap': settled && heapGrowth > LIMITS.heapGrowth,
        'files': last.files > first.files + LIMITS.files,
        'threads': last.threads > at(0.1).threads + LIMITS.threads,
    }).filter(([, is]) => is).map(([what]) => what);
    console.log(exceeded.length > 0 ? `FAILED: ${exceeded.join(', ')}` : 'Within all limits.');
    return exceeded.length === 0;
}

const simulator = await startSimulator('--nodes', '3', '--guests', String(GUESTS), '--speed', '20');
const server = await startMcp(simulator.settings);
const session = await Session.open(server.url);
const cluster = (await session.ask('resources/list')).result.resources[0].uri.split('/')[2];
await session.close();
const share = await grounds(simulator.settings);
const looks = [];
const watching = watch(String(server.process.pid), looks);
await Promise.all(Array.from({ length: WORKERS }, (_, i) => new Worker(server.url, deeds({ ...share(i), cluster })).work()));
await watching;
const good = judge(looks);
const health = await exchange(server.url.replace('/mcp', '/healthz'), { method: 'GET' });
await server.end();
await simulator.end();
process.exit(good && health.status === 200 && server.process.exitCode === 0 ? 0 : 1);
