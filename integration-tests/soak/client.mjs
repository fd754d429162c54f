// A client in a few lines: what it says and when it hangs up is up to the caller, which no decent client allows.
import { Agent, request } from 'node:http';

const VERSION = '2025-11-25';
const PATIENCE = 120_000;
const agent = new Agent({ keepAlive: true, maxSockets: 32 });

/** Sends one HTTP request; gives status, headers and the messages of the answer, whichever of both forms it has. */
export function exchange(url, { method = 'POST', session, body, heard = () => {}, signal }) {
    const headers = { Accept: 'application/json, text/event-stream' };
    if (body !== undefined) headers['Content-Type'] = 'application/json';
    if (session) Object.assign(headers, { 'Mcp-Session-Id': session, 'MCP-Protocol-Version': VERSION });
    return new Promise((resolve, reject) => {
        const sent = request(url, { method, headers, agent, signal, timeout: PATIENCE }, response => {
            const messages = [];
            const take = text => {
                const message = JSON.parse(text);
                messages.push(message);
                heard(message);
            };
            const events = /event-stream/.test(response.headers['content-type']);
            let text = '';
            response.setEncoding('utf8');
            response.on('data', part => {
                text += part;
                if (!events) return;
                const whole = text.split('\n\n');
                text = whole.pop();
                whole.map(event => event.match(/^data: (.*)$/m)?.[1]).filter(Boolean).forEach(take);
            });
            response.on('error', reject);
            response.on('end', () => {
                if (!events && text) take(text);
                resolve({ status: response.statusCode, headers: response.headers, messages });
            });
        });
        sent.on('timeout', () => sent.destroy(new Error(`No answer within ${PATIENCE / 1000} s`)));
        sent.on('error', reject);
        sent.end(body);
    });
}

/** A session. */
export class Session {
    #next = 1;

    constructor(url, id, answerToQuestion) {
        this.url = url;
        this.id = id;
        this.answerToQuestion = answerToQuestion;
        this.requests = 0;
    }

    static async open(url, answerToQuestion) {
        const capabilities = answerToQuestion ? { elicitation: {} } : {};
        const { status, headers } = await exchange(url, { body: JSON.stringify({ jsonrpc: '2.0', id: 0, method: 'initialize',
            params: { protocolVersion: VERSION, capabilities, clientInfo: { name: 'soak', version: '1' } } }) });
        if (status !== 200) throw new Error(`initialize: ${status}`);
        const session = new Session(url, headers['mcp-session-id'], answerToQuestion);
        await session.tell('notifications/initialized');
        return session;
    }

    raw(body) {
        this.requests++;
        return exchange(this.url, { session: this.id, body });
    }

    async tell(method, params) {
        const { status } = await this.raw(JSON.stringify({ jsonrpc: '2.0', method, params }));
        if (status !== 202) throw new Error(`${method}: ${status}`);
    }

    /** Sends a request; gives its answer, or nothing if there is none. Questions are answered on the way. */
    async ask(method, params, { heard = () => {}, signal } = {}) {
        this.requests++;
        const id = (this.lastId = this.#next++);
        const listen = message => {
            if (message.method === 'elicitation/create') {
                const answer = { jsonrpc: '2.0', id: message.id, result: this.answerToQuestion };
                this.raw(JSON.stringify(answer)).catch(() => {});
            }
            heard(message, id);
        };
        const { status, messages } = await exchange(this.url, { session: this.id, signal, heard: listen,
            body: JSON.stringify({ jsonrpc: '2.0', id, method, params }) });
        if (status !== 200) throw new Error(`${method}: ${status} ${JSON.stringify(messages)}`);
        return messages.find(message => message.id === id && !message.method);
    }

    call(tool, args, options, token) {
        return this.ask('tools/call', { name: tool, arguments: args, ...(token && { _meta: { progressToken: token } }) }, options);
    }

    listen(heard, signal) {
        return exchange(this.url, { method: 'GET', session: this.id, heard, signal });
    }

    async close() {
        const { status } = await exchange(this.url, { method: 'DELETE', session: this.id });
        if (status !== 204) throw new Error(`DELETE: ${status}`);
    }
}
