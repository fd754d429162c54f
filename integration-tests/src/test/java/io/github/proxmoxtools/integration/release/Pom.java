package io.github.proxmoxtools.integration.release;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * An element of a POM; the file itself is its outermost one.
 *
 * @param xml what was read
 */
record Pom(Element xml) {
    static Pom read(Path file) {
        try {
            return new Pom(DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile())
                    .getDocumentElement());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ParserConfigurationException | SAXException e) {
            throw new IllegalStateException(file + " cannot be read", e);
        }
    }

    /** Finds an element by its way from here, such as {@code scm/url}. */
    Optional<Pom> find(String way) {
        return all(way).stream().findFirst();
    }

    /** Gives the text of an element, or nothing where it is missing or blank. */
    String text(String way) {
        return find(way).map(found -> found.xml().getTextContent().strip()).orElse("");
    }

    /** Lists all elements at a way from here. */
    List<Pom> all(String way) {
        List<Pom> found = new ArrayList<>(List.of(this));
        for (String name : way.split("/", -1)) {
            found = found.stream().flatMap(element -> element.children(name)).toList();
        }
        return found;
    }

    private Stream<Pom> children(String name) {
        NodeList nodes = xml.getChildNodes();
        return IntStream.range(0, nodes.getLength()).mapToObj(nodes::item)
                .filter(node -> node instanceof Element && node.getNodeName().equals(name))
                .map(node -> new Pom((Element) node));
    }
}
