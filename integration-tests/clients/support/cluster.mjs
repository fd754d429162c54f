// A second pair of eyes on the simulated cluster: plain HTTPS requests that nothing of ours had a hand in.
import { request } from 'node:https';
import { createServer, connect } from 'node:net';
import { once } from 'node:events';

/** Asks the cluster; the certificate is the simulator's own, on this machine. */
export function ask(settings, path) {
    const url = `https://${settings.PROXMOX_HOST.split(',')[0]}/api2/json${path}`;
    const headers = { Authorization: `PVEAPIToken=${settings.PROXMOX_TOKEN_ID}=${settings.PROXMOX_TOKEN_SECRET}` };
    return new Promise((resolve, reject) => {
        const sent = request(url, { headers, rejectUnauthorized: false, agent: false }, response => {
            let text = '';
            response.on('data', part => (text += part));
            response.on('end', () => response.statusCode === 200
                ? resolve(JSON.parse(text).data)
                : reject(new Error(`${path}: ${response.statusCode} ${response.statusMessage}`)));
        });
        sent.on('error', reject);
        sent.end();
    });
}

/** What a write would change: the guests, whether they run, one's settings, and the tasks that were ever started. */
export async function picture(settings, vmid) {
    const guests = await ask(settings, '/cluster/resources?type=vm');
    const tasks = await ask(settings, '/cluster/tasks');
    return {
        guests: guests.map(guest => `${guest.vmid} ${guest.name} ${guest.status}`).sort(),
        config: await ask(settings, `/nodes/pve1/qemu/${vmid}/config`),
        tasks: tasks.map(task => task.upid).sort(),
    };
}

/** Stands before the cluster and sees when bytes of a client pass; it cannot read them. */
export async function openGate(settings) {
    const [host, port] = settings.PROXMOX_HOST.split(':');
    const gate = { bytes: 0, last: 0 };
    const sockets = new Set();
    const server = createServer(client => {
        const cluster = connect(Number(port), host);
        for (const [socket, other] of [[client, cluster], [cluster, client]]) {
            sockets.add(socket);
            socket.on('error', () => other.destroy());
            socket.on('close', () => sockets.delete(socket));
        }
        client.on('data', part => {
            gate.bytes += part.length;
            gate.last = performance.now();
        });
        client.pipe(cluster).pipe(client);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    gate.settings = { ...settings, PROXMOX_HOST: `127.0.0.1:${server.address().port}` };
    gate.close = () => {
        server.close();
        sockets.forEach(socket => socket.destroy());
    };
    return gate;
}
