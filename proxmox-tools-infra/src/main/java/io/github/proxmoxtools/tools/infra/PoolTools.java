package io.github.proxmoxtools.tools.infra;

import static io.github.proxmoxtools.tools.spi.Column.plain;
import static io.github.proxmoxtools.tools.spi.Endpoint.delete;
import static io.github.proxmoxtools.tools.spi.Endpoint.get;
import static io.github.proxmoxtools.tools.spi.Param.choice;
import static io.github.proxmoxtools.tools.spi.Param.text;

import io.github.proxmoxtools.tools.spi.Arguments;
import io.github.proxmoxtools.tools.spi.Data;
import io.github.proxmoxtools.tools.spi.Endpoint;
import io.github.proxmoxtools.tools.spi.InvalidCall;
import io.github.proxmoxtools.tools.spi.Param;
import io.github.proxmoxtools.tools.spi.Query;
import io.github.proxmoxtools.tools.spi.Reading;
import io.github.proxmoxtools.tools.spi.TextForm;
import io.github.proxmoxtools.tools.spi.Tool;
import io.github.proxmoxtools.tools.spi.Work;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Guests and storages under one name, for permissions. */
final class PoolTools {
    /** Pools within pools came with 8.1; a slash cannot stand in the older path. */
    private static final String NESTED = "8.1";
    private static final TextForm NAME = new TextForm("[A-Za-z0-9.\\-_]+(/[A-Za-z0-9.\\-_]+){0,2}",
            "letters, digits, dots, hyphens and underscores, with / for a pool in a pool", "shop");
    private static final Param<String> POOLID = text("poolid", "Name; parent/child for one within another (8.1).")
            .pattern(NAME);
    private static final Param<String> COMMENT = text("comment", "").optional();
    private static final Param<String> ONE = text("poolid", "Only this one, with its members.")
            .pattern(NAME).optional();
    private static final Param<String> TYPE = choice("type", "Only members of this type; with poolid.", "qemu", "lxc",
            "storage").optional();
    private static final Endpoint ALL = get("/pools");
    private static final Endpoint BY_QUERY = get("/pools", ONE, TYPE).since(NESTED);
    private static final Endpoint BY_PATH = get("/pools/{poolid}", ONE, TYPE);
    private static final List<String> SHOWN = List.of("id", "type", "node", "vmid", "name", "storage", "status");

    static final Tool LIST = Tool.reads("proxmox_pool_list")
            .command("pool", "list")
            .title("List Pools")
            .description("Lists the pools, or one pool with the guests and storages in it.")
            .calls(ALL, BY_QUERY, BY_PATH)
            .takes(ONE, TYPE)
            .runs(PoolTools::list)
            .showsForeignText()
            .returnsList(plain("poolid"), plain("comment"), plain("members"));

    static final Tool CREATE = Tool.changes("proxmox_pool_create")
            .command("pool", "create")
            .title("Create Pool")
            .description("Creates an empty pool. A pool is a path for permissions, not a limit of resources.")
            .post("/pools", POOLID, COMMENT)
            .returnsNothing();

    static final Tool DELETE = Tool.destroys("proxmox_pool_delete")
            .command("pool", "delete")
            .title("Delete Pool")
            .description("Deletes an empty pool, and the permissions on it.")
            .chooses(delete("/pools", POOLID).since(NESTED), delete("/pools/{poolid}", POOLID))
            .returnsNothing();

    private PoolTools() {}

    private static Work list(Reading reading) {
        Arguments arguments = reading.arguments();
        if (arguments.find(ONE).isPresent()) {
            return Work.done(List.of(one(reading, arguments.get(ONE))));
        }
        if (arguments.find(TYPE).isPresent()) {
            throw InvalidCall.argument("type", "chooses among the members of one pool: give poolid too");
        }
        return Work.done(reading.read(Query.of(ALL)).raw());
    }

    /** Newer servers answer with a list of one, older ones with the pool itself, without its name. */
    private static Map<String, @Nullable Object> one(Reading reading, String poolid) {
        boolean isNew = BY_QUERY.versions().include(reading.version());
        Data answer = reading.read(Query.of(isNew ? BY_QUERY : BY_PATH));
        Data pool = isNew ? answer.items().stream().findFirst().orElse(Data.of(null)) : answer;
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("poolid", poolid);
        row.put("comment", pool.at("comment").raw());
        row.put("members", pool.at("members").items().stream().map(PoolTools::member).toList());
        return row;
    }

    /** Without the figures of each guest, which lists of guests have. */
    private static Map<String, @Nullable Object> member(Data member) {
        Map<String, @Nullable Object> fields = member.fields();
        fields.keySet().retainAll(SHOWN);
        return fields;
    }
}
