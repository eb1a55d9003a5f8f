namespace MlopsInfra.Policies;

/// <summary>
/// Built-in Azure Policy definitions that environments violate wherever they are, but for those that a rule of the baseline is
/// behind.
/// </summary>
internal static class GeneralPolicyExceptions
{
    public static IReadOnlyList<PolicyException> All { get; } =
    [
        .. Because(
            PolicyStanding.MetOtherwise,
            "The logs go to Log Analytics already, with a setting of the environment's own; the definition looks for another "
                + "name, another group of categories or another shape.",
            "244bcb20-b194-41f3-afcc-63aef382b64c", "25a70cc8-2bd4-47f1-90b6-1478e4662c96",
            "2fb86bf3-d221-43d1-96d1-2434af34eaa0", "3234ff41-8bec-40a3-b5cb-109c95f1c8ce",
            "56288eb2-4350-461d-9ece-2bb242269dce", "59759c62-9a22-4cdf-ae64-074495983fef",
            "5cfb9e8a-2f13-40bd-a527-c89bc596d299", "6b359d8f-f88d-4052-aa7c-32015963ecc1",
            "6c66c325-74c8-42fd-a286-a74b0e2939d8", "79494980-ea12-4ca1-8cca-317e942b6da2",
            "7bd000e3-37c7-4928-9f31-86c4b77c5c45", "7e87b2cc-1e49-4e07-a651-a2f38d4667ad",
            "818719e5-1338-4776-9a9d-3c31e4df5986", "90c90eda-bfe7-4c67-bf26-410420ed1047",
            "b4fe1a3b-0715-4c6c-a5ea-ffc33cf823cb", "bef3f64c-5290-43b7-85b0-9b254eef4c47",
            "f59276f0-5740-4aaf-821d-45d185aa210e", "baa4c6de-b7cf-4b12-b436-6e40ef44c8cb",
            "0fff3e39-f422-45b0-b497-33a05b996d3e", "63d1a629-735c-448b-b45f-5e3865e84cf5",
            "b889a06c-ec72-4b03-910a-cb169ee18721"),
        .. Because(
            PolicyStanding.MetOtherwise,
            "It sends logs to an event hub or a storage account of whoever assigns it. They go to Log Analytics.",
            "ed7c8c13-51e7-49d1-8a43-8490431a0da2", "a1dae6c7-13f3-48ea-a149-ff8442661f60",
            "c9c29499-c1d1-4195-99bd-2ec9e3a9dc89"),
        .. Because(
            PolicyStanding.MetOtherwise,
            "It puts a configuration of whoever assigns it on the cluster. Who works with GitOps assigns it; nothing here stands "
                + "in its way.",
            "2630c91f-8a20-8f43-14a2-2485b648e2a9", "5174c1db-ca42-e0d4-b320-4f1cf6a1fa93",
            "83ea2fd1-9eaf-2f6d-f672-cd7b2ac798f6", "9e980dca-f3e1-8da3-6717-ad37b1ca6b27",
            "b6c7fd52-4723-5f4d-a157-3d39bd16a1d7", "b8c1d6c1-6137-97c6-9c34-d4627e54ca26",
            "bf1a31be-3b79-5ba8-c9e0-9a8c9ad9f749", "f9175d5f-abc8-1dc3-bd3c-5d7476ada3d1"),
        .. Because(
            PolicyStanding.MetOtherwise, "It makes the cluster a member of a fleet that whoever assigns it has.",
            "c7f49635-e3f0-4986-b072-90d0c7c3d4cd", "cadd9445-aeb8-4ee4-b505-c279db2f737f"),
        .. Because(
            PolicyStanding.MetOtherwise,
            "It reads what Microsoft Defender for Cloud found out about the running environment, which is nowhere before.",
            "090c7b07-b4ed-4561-ad20-e9075f3ccaff", "17f4b1cc-c55c-4d94-b1f9-2978f6ac2957",
            "a7aca53f-2ed4-4466-a25e-0b45ade68efd", "e71308d3-144b-4262-b144-efdc3cc90517"),
        .. Because(
            PolicyStanding.MetOtherwise,
            "Azure makes a Network Watcher in each region with the first network there, outside of the environment.",
            "a9b99dd8-06c5-4317-8629-9d86a3c6e7d9", "b6e2945c-0b7b-40f5-9233-7a5323b5cdc6"),
        .. Because(
            PolicyStanding.MetOtherwise,
            "Flow logs of security groups can't be made any more since 30 June 2025; those of networks took their place.",
            "c251913d-7d24-4958-af87-478ed3b9ba41"),
        .. Because(
            PolicyStanding.MetOtherwise, "It names a gateway of whoever assigns it.",
            "f1776c76-f58c-4245-a8d0-2b207198dc8b"),
        .. Because(
            PolicyStanding.MetOtherwise, "A private endpoint takes the place of the service endpoint, and reaches further.",
            "60d21c4f-21a3-4d94-85f4-b924e6aeeda4", "ea4d6841-2173-4317-9747-ff522a45120f"),
        .. Because(
            PolicyStanding.MetOtherwise,
            "It counts approved connections, which only a vault that exists can have: assigned as Deny it refuses every new "
                + "vault. Assign it as Audit.",
            "a6abeaec-4d90-4a02-805f-6b26c4d3fbe9"),
        .. Because(
            PolicyStanding.MetOtherwise,
            "It lets in nothing but the types on its list, which is empty by default: whoever assigns it lists the types that "
                + "the environment needs.",
            "ead33d15-8ff9-44d8-be85-24144ecc859e"),
        .. Because(
            PolicyStanding.MetOtherwise, "It refuses everything in the groups that it is assigned to; that is what it is for.",
            "16fabb5c-7379-4433-8009-042066fa3a16"),
        .. Because(
            PolicyStanding.Accepted,
            "Integration Service Environments were retired in August 2024. The Logic Apps reach nothing but Resource Manager.",
            "dc595cb1-1cde-45f6-8faf-f88874e1c0e1"),
        .. Because(
            PolicyStanding.Accepted,
            "Nodes are in no network that anybody reaches, and no key is given to them. The setting of a pool "
                + "(securityProfile.sshAccess) was not generally available when it was looked at.",
            "28257686-e9db-403e-b9e2-a5eecbe03da9"),
        .. Because(
            PolicyStanding.Accepted,
            "A key of one's own that is lost or expires takes the cluster with it. Secrets of the cluster are the certificate of "
                + "inference and tokens that are renewed.",
            "dbbdc317-9734-4dd8-9074-993b29c69008"),
    ];

    private static IEnumerable<PolicyException> Because(PolicyStanding standing, string reason, params string[] policyIds) =>
        policyIds.Select(id => new PolicyException(id, standing, reason));
}
