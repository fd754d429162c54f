// What a process takes up, as Linux and its own Java virtual machine tell it.
import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Memory in KiB, threads and open files. */
export function look(pid) {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const figure = name => Number(status.match(new RegExp(`^${name}:\\s+(\\d+)`, 'm'))[1]);
    return { rss: figure('VmRSS'), threads: figure('Threads'), files: readdirSync(`/proc/${pid}/fd`).length };
}

/** Heap in use in KiB after a full collection; nothing where there is no jcmd: the image has none. */
export async function heap(pid) {
    try {
        await run('jcmd', [pid, 'GC.run']);
        const { stdout } = await run('jcmd', [pid, 'GC.heap_info']);
        return [...stdout.matchAll(/\btotal \d+K, used (\d+)K/g)].reduce((sum, [, used]) => sum + Number(used), 0);
    } catch {
        return undefined;
    }
}

/** The slope of the straight line that fits best, in units of the second figure per unit of the first. */
export function slope(points) {
    const mean = at => points.reduce((sum, point) => sum + point[at], 0) / points.length;
    const [x, y] = [mean(0), mean(1)];
    const spread = points.reduce((sum, point) => sum + (point[0] - x) ** 2, 0);
    return spread === 0 ? 0 : points.reduce((sum, point) => sum + (point[0] - x) * (point[1] - y), 0) / spread;
}
