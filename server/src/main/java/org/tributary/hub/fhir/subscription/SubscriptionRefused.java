package org.tributary.hub.fhir.subscription;

/** Why a Subscription is not carried out; the message is its {@code Subscription.error}. */
final class SubscriptionRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SubscriptionRefused(String message) {
        super(message, null, false, false);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
