// What our server is measured against: the same tools, read from its own answer, by the TypeScript SDK. Either with the
// SDK's low-level server, which is its fastest way, or as its documentation shows it: tools registered with zod schemas.
// One tool works: it asks the cluster for its version, over a connection that is kept.
import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:https';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';

const [, , file, way] = process.argv;
const { tools } = JSON.parse(readFileSync(file, 'utf8')).result;
const identity = { name: 'peer', version: '1' };
const { PROXMOX_HOST, PROXMOX_TOKEN_ID, PROXMOX_TOKEN_SECRET } = process.env;
const agent = new Agent({ keepAlive: true, rejectUnauthorized: false });
const headers = { Authorization: `PVEAPIToken=${PROXMOX_TOKEN_ID}=${PROXMOX_TOKEN_SECRET}` };

function version() {
    return new Promise((resolve, reject) => {
        const url = `https://${PROXMOX_HOST.split(',')[0]}/api2/json/version`;
        request(url, { agent, headers }, response => {
            let text = '';
            response.on('data', part => (text += part));
            response.on('end', () => resolve(JSON.parse(text).data));
        }).on('error', reject).end();
    });
}

async function call() {
    const structuredContent = { data: await version() };
    return { content: [{ type: 'text', text: JSON.stringify(structuredContent) }], structuredContent };
}

async function lowLevel() {
    const { Server } = await import('@modelcontextprotocol/sdk/server/index.js');
    const { CallToolRequestSchema, ListToolsRequestSchema } = await import('@modelcontextprotocol/sdk/types.js');
    const server = new Server(identity, { capabilities: { tools: {} } });
    server.setRequestHandler(ListToolsRequestSchema, () => ({ tools }));
    server.setRequestHandler(CallToolRequestSchema, call);
    return server;
}

async function documented() {
    const { McpServer } = await import('@modelcontextprotocol/sdk/server/mcp.js');
    const { z } = await import('zod');
    const types = {
        string: schema => schema.enum ? z.enum(schema.enum) : z.string(),
        integer: () => z.number().int(),
        number: () => z.number(),
        boolean: () => z.boolean(),
        array: schema => z.array(schema.items ? one(schema.items) : z.any()),
        object: schema => z.looseObject(shape(schema)),
    };
    const one = schema => {
        const type = schema.anyOf ? z.union(schema.anyOf.map(one)) : types[schema.type]?.(schema) ?? z.any();
        return schema.description ? type.describe(schema.description) : type;
    };
    const shape = ({ properties = {}, required = [] }) => Object.fromEntries(Object.entries(properties)
        .map(([name, schema]) => [name, required.includes(name) ? one(schema) : one(schema).optional()]));
    const server = new McpServer(identity);
    for (const { name, title, description, inputSchema, outputSchema, annotations } of tools) {
        const schemas = { inputSchema: shape(inputSchema), outputSchema: shape(outputSchema) };
        server.registerTool(name, { title, description, annotations, ...schemas }, call);
    }
    return server;
}

const server = await (way === 'documented' ? documented() : lowLevel());
await server.connect(new StdioServerTransport());
process.stdin.on('end', () => process.exit(0));
