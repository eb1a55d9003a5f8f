using MlopsInfra.LocalCloud.Tests.Programs;
using MlopsInfra.LocalEngine.Tests.Support;

namespace MlopsInfra.LocalCloud.Tests.MachineLearning;

/// <summary>Mistakes of rules of the network that Azure manages for a workspace.</summary>
internal static class OutboundRuleMistakes
{
    private const string Account =
        "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts"
            + "/stdata";

    public static IReadOnlyList<Mistake> All { get; } =
    [
        Of("a rule of a managed network that there is not", "has no managed network",
            (azure, or) => Names(azure), mode: or => or["AllowOnlyApprovedOutbound", "Disabled"]),
        Of("a rule for a name where all of the internet is let out to", "Only \"PrivateEndpoint\" outbound rules",
            (azure, or) => Names(azure), mode: or => or["AllowOnlyApprovedOutbound", "AllowInternetOutbound"]),
        Of("two rules to the same target", "leads to the same target", async (azure, or) =>
        {
            await Endpoint(azure, "first", Account, "blob");
            await Endpoint(azure, "second", Account, or["file", "blob"]);
        }),
        Of("a rule to a target that there is not", "was not found", (azure, or) =>
            Endpoint(azure, "rule", or[Account, $"{Account}none"], "blob"), code: "ValidationError"),
    ];

    private static Mistake Of(string what, string says, Func<CloudProgram, Or, Task> program, Func<Or, string>? mode = null,
        string code = "UserError") => new(what, code, (azure, or) => azure.GroupAnd(async () =>
    {
        await azure.Workspace(
            more: $",\"managedNetwork\":{{\"isolationMode\":\"{mode?.Invoke(or) ?? "AllowInternetOutbound"}\"}}");
        await program(azure, or);
    })) { Says = says };

    private static Task Names(CloudProgram azure) => Rule(azure, "pypi", """{"type":"FQDN","destination":"pypi.org"}""");

    private static Task Endpoint(CloudProgram azure, string name, string target, string subResource) => Rule(azure, name,
        $$$"""{"type":"PrivateEndpoint","destination":{"serviceResourceId":"{{{target}}}","subresourceTarget":"{{{subResource}}}"} }""");

    private static Task<Registered> Rule(CloudProgram azure, string name, string properties) =>
        azure.Add("machinelearningservices:ManagedNetworkSettingsRule", name,
            $$"""{{{MachineLearningProgram.In}},"ruleName":"{{name}}","properties":{{properties}} }""");
}
