package io.github.proxmoxtools.cli;

import io.github.proxmoxtools.cli.terminal.Terminal;
import io.github.proxmoxtools.cli.text.CellText;
import io.github.proxmoxtools.cli.text.Paint;
import io.github.proxmoxtools.cli.text.PlanText;
import io.github.proxmoxtools.tools.engine.Confirmer;
import io.github.proxmoxtools.tools.engine.Plan;
import io.github.proxmoxtools.tools.spi.GuestAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Shows the plan and asks on the terminal; what deletes a guest's things wants its name typed. */
final class AskingConfirmer implements Confirmer {
    private final Terminal terminal;
    private final Paint paint;

    AskingConfirmer(Terminal terminal, Paint paint) {
        this.terminal = terminal;
        this.paint = paint;
    }

    @Override
    public CompletionStage<Answer> ask(Plan plan) {
        terminal.err(PlanText.of(plan, paint));
        Optional<String> name = plan.target().filter(guest -> deletes(plan)).map(AskingConfirmer::typed);
        String question = name.map(text -> "Type '" + text + "' to go on: ").orElse("Go on? [y/N] ");
        Optional<String> answer = terminal.ask(question).map(String::strip);
        boolean yes = name.isPresent()
                ? answer.equals(name)
                : answer.map(text -> text.toLowerCase(Locale.ROOT)).filter(AskingConfirmer::isYes).isPresent();
        return CompletableFuture.completedFuture(yes ? Answer.YES : Answer.NO);
    }

    private static boolean deletes(Plan plan) {
        return plan.writes().stream().anyMatch(call -> call.method().equals("DELETE"));
    }

    private static String typed(GuestAddress guest) {
        return guest.name().isEmpty() ? Long.toString(guest.vmid()) : CellText.clean(guest.name());
    }

    private static boolean isYes(String text) {
        return text.equals("y") || text.equals("yes");
    }
}
