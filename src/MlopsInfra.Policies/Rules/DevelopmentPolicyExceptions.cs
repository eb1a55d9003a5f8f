namespace MlopsInfra.Policies;

/// <summary>Built-in Azure Policy definitions that dev and qa violate, because they relax what production has to keep.</summary>
internal static class DevelopmentPolicyExceptions
{
    public static IReadOnlyList<PolicyException> All { get; } =
    [
        .. Because(
            PolicyStanding.Development,
            "Development can be reached from the internet, by identities with a role: private endpoints cost about 7 USD a month "
                + "each, and the registry's need Premium.",
            "0fdf0491-d080-4575-b627-ad0e843cba0f", "1604f626-4d8d-4124-8bb8-b1e5f95562de",
            "2a1a9cdf-e04d-429a-8416-3bfb72a1b26f", "34c877ad-507e-4c82-993e-3452a6e0ad3c",
            "405c5871-3e91-4644-8a63-58e19d68ff5b", "41a72361-06e3-4e80-832a-690bd0708bc1",
            "438c38d2-3772-465a-a9cc-7a6666a275ce", "45e05259-1eb5-4f70-9574-baf73e9d219b",
            "55615ac9-af46-4a59-874e-391cc3dfb490", "6edd7eda-6dd8-40f7-810d-67160c639cd9",
            "7809fda1-ba27-48c1-9c63-1f5aee46ba89", "7838fd83-5cbb-4b5d-888c-bfa240972597",
            "9d4fad1f-5189-4a42-b29e-cf7929c6b6df", "9f766f00-8d11-464e-80e1-4091d7874074",
            "a06d0189-92e8-4dba-b0c4-08d7669fce7d", "a10ee784-7409-4941-b091-663697637c0f",
            "a3701552-92ea-433e-9d17-33b7f1208fc9", "ac673a9a-f77d-4846-b2d8-a57f8e1c01dc",
            "b2982f36-99f2-4db5-8eff-283140c09693", "bd560fc0-3c69-498a-ae9f-aa8eb7de0e13",
            "d0793b48-0edc-4296-a390-4c75d1bdfd71", "db4f9b05-5ffd-4b34-b714-3c710dbb3fd6",
            "e8eef0a8-67cf-4eb4-9386-14b0e78733d4"),
        .. Because(
            PolicyStanding.Development, "A container that is tried from the internet is in no network; it holds no data.",
            "8af8f826-edcb-4178-b35f-851ea6fea615"),
        .. Because(
            PolicyStanding.Development,
            "The container sends its output to Log Analytics by itself; Container Instances have no diagnostic settings.",
            "41ebf9df-66cb-48e9-a8d0-98afb4e150ce", "85779c9a-7fdf-4294-937c-ded183166fa8"),
        .. Because(
            PolicyStanding.Development, "Container Instances send their logs with the workspace's key only.",
            "e15effd4-2278-4c65-a0da-4d6f6d1890e2"),
        .. Because(
            PolicyStanding.Development, "A vault with purge protection keeps its name for up to 90 days after a destroy.",
            "0b60c0b2-2dc2-4e1c-b5c9-abbed971de53"),
        .. Because(
            PolicyStanding.Development, "Data can be loaded again; the paired region is left to production.",
            "bf045164-79ba-4215-8f95-f8048dc1780b"),
        .. Because(
            PolicyStanding.Development, "Images come to production by way of dev and qa: what is there has to be importable.",
            "524b0254-c285-4903-bee6-bb8126cde579"),
        .. Because(
            PolicyStanding.Development,
            "A second encryption is fixed at creation and has no price: storage.infrastructureEncryption is there for whoever "
                + "wants it.",
            "4733ea7b-a883-42fe-8cac-97454c2a9e4a"),
        .. Because(
            PolicyStanding.Development,
            "Nothing uses profiler or snapshots; monitoring.ownProfilerStorage is there for whoever wants it.",
            "0c4bd2e8-8872-4f37-a654-03f6f38ddc76"),
    ];

    private static IEnumerable<PolicyException> Because(PolicyStanding standing, string reason, params string[] policyIds) =>
        policyIds.Select(id => new PolicyException(id, standing, reason));
}
