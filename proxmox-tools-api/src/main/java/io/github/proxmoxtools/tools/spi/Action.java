package io.github.proxmoxtools.tools.spi;

import java.util.List;
import java.util.Map;

/** How a tool does what it does. */
public sealed interface Action {
    /**
     * Lists every method and path it may call.
     *
     * @return the endpoints; empty for raw calls
     */
    List<Endpoint> endpoints();

    /**
     * One call: the first endpoint whose condition holds and whose versions fit.
     *
     * @param endpoints the candidates
     */
    record Rest(List<Endpoint> endpoints) implements Action {
        /** Copies the list. */
        public Rest {
            endpoints = List.copyOf(endpoints);
        }
    }

    /**
     * Several calls.
     *
     * @param endpoints all it may call
     * @param script what it does
     */
    record Scripted(List<Endpoint> endpoints, Script script) implements Action {
        /** Copies the list. */
        public Scripted {
            endpoints = List.copyOf(endpoints);
        }
    }

    /**
     * Any call, judged by what it calls and checked against the index of the API.
     *
     * @param method which method
     * @param path which path
     * @param parameters what to send
     * @param force whether to send although the index does not know it
     */
    record Raw(Param<String> method, Param<String> path, Param<Map<String, Object>> parameters,
            Param<Boolean> force) implements Action {
        @Override
        public List<Endpoint> endpoints() {
            return List.of();
        }
    }

    /**
     * Any POST that takes a file, checked against the index of the API.
     *
     * @param path which path
     * @param file the local file
     * @param field what the form calls the file
     * @param filename what the server shall call it
     * @param fields what else to send
     * @param force whether to send although the index does not know it
     */
    record RawUpload(Param<String> path, Param<String> file, Param<String> field, Param<String> filename,
            Param<Map<String, Object>> fields, Param<Boolean> force) implements Action {
        @Override
        public List<Endpoint> endpoints() {
            return List.of();
        }
    }
}
