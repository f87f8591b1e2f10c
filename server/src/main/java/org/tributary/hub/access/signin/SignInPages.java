package org.tributary.hub.access.signin;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** The pages around signing in, which are reached without a caller. */
@Controller
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
class SignInPages {

    /** Someone of the demo, with the password that its sign-in page shows. */
    record Account(String name, String label, String organisation, String password) {
    }

    private final ObjectProvider<DevelopmentDirectory> people;
    private final ObjectProvider<DevelopmentSecrets> secrets;

    SignInPages(ObjectProvider<DevelopmentDirectory> people, ObjectProvider<DevelopmentSecrets> secrets) {
        this.people = people;
        this.secrets = secrets;
    }

    /** The development issuer's sign-in page; without that issuer there is none. */
    @GetMapping(DevelopmentIssuer.SIGN_IN)
    String signIn(@RequestParam(name = "failed", required = false) @Nullable String failed, Model model) {
        DevelopmentSecrets known = secrets.getIfAvailable();
        if (known == null) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        List<Account> accounts = people.getObject()
                .users()
                .stream()
                .map(user -> new Account(user.name(), user.label(), user.organisation(),
                        known.passwordOf(user.name())))
                .toList();
        model.addAttribute("accounts", accounts);
        model.addAttribute("failed", failed != null);
        return "sign-in";
    }

    @GetMapping(PageSecurity.SIGNED_OUT)
    String signedOut() {
        return "signed-out";
    }

    @GetMapping(PageSecurity.SIGN_IN_FAILED)
    String signInFailed() {
        return "sign-in-failed";
    }
}
