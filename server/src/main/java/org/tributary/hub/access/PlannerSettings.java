package org.tributary.hub.access;

/**
 * How PostgreSQL plans to the end of a transaction.
 *
 * @param plans
 *            whether plans are made for the values of a statement or kept
 * @param others
 *            whether tables may be read and joined otherwise than row by row through an index
 */
record PlannerSettings(String plans, String others) {

    /** A statement that sets {@link #values}. */
    static final String SET = """
            SELECT set_config('plan_cache_mode', ?, true), set_config('enable_seqscan', ?, true),
                   set_config('enable_hashjoin', ?, true), set_config('enable_mergejoin', ?, true)""";

    static final PlannerSettings FEW_ROWS = new PlannerSettings("force_generic_plan", "off");

    /** As PostgreSQL is set without the hub. */
    static final PlannerSettings USUAL = new PlannerSettings("auto", "on");

    Object[] values() {
        return new Object[]{plans, others, others, others};
    }
}
