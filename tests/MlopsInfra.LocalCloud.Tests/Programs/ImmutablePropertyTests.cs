using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalEngine;

namespace MlopsInfra.LocalCloud.Tests.Programs;

/// <summary>
/// A preview plans what azure-native would: what it marks is a replacement, what only Azure refuses or ignores an update.
/// </summary>
public sealed class ImmutablePropertyTests
{
    private static readonly Dictionary<string, (StepOperation Operation, string Resource,
        Func<CloudProgram, Or, Task> Program)> All = new()
    {
        ["a storage account becomes a data lake"] = (StepOperation.Replace, "account-rg",
            (azure, or) => azure.GroupAnd(() => azure.Account(more: $"\"isHnsEnabled\":{or["false", "true"]}"))),
        ["a storage account refuses keys"] = (StepOperation.Update, "account-rg",
            (azure, or) => azure.GroupAnd(() => azure.Account(more: $"\"allowSharedKeyAccess\":{or["true", "false"]}"))),
        ["a training cluster gets other machines"] =
            (StepOperation.Update, "cpu", (azure, or) => Training(azure, or["Standard_DS3_v2", "Standard_NC6s_v3"], "4")),
        ["a training cluster may grow"] =
            (StepOperation.Update, "cpu", (azure, or) => Training(azure, "Standard_DS3_v2", or["2", "4"])),
        ["a node pool gets other machines"] =
            (StepOperation.Replace, "work", (azure, or) => NodePool(azure, "1", or["Standard_D2s_v5", "Standard_D4s_v5"])),
        ["a system pool gets other machines"] = (StepOperation.Update, "cluster",
            (azure, or) => azure.GroupAnd(() => azure.Cluster(size: or["Standard_D2s_v5", "Standard_D4s_v5"]))),
        ["a node pool gets another node"] =
            (StepOperation.Update, "work", (azure, or) => NodePool(azure, or["1", "2"], "Standard_D2s_v5")),
        ["a role goes to somebody else"] = (StepOperation.Replace, "role",
            async (azure,
                or) => await azure.AccountAnd(async account => await azure.Add("authorization:RoleAssignment", "role", $$"""
            {"scope":"{{account}}","roleAssignmentName":"{{MadeUpIds.From("role")}}","principalType":"ServicePrincipal","roleDefinitionId":"{{CloudProgram.Subscription}}/providers/Microsoft.Authorization/roleDefinitions/{{Role.Reader}}",
             "principalId":"{{(await azure.Identity(or["id-data", "id-other"])).PrincipalId}}"}
            """))),
        ["a workspace gets another name"] = (StepOperation.Replace, "workspace",
            (azure, or) => azure.GroupAnd(() => azure.Workspace(or["mlw-data", "mlw-other"]))),
    };

    public static TheoryData<string> Lines() => [.. All.Keys];

    [Theory]
    [MemberData(nameof(Lines))]
    public async Task A_preview_says_what_a_change_comes_to(string what)
    {
        var (operation, resource, program) = All[what];
        using var stack = new CloudStack();
        Assert.Empty((await stack.UpAsync(azure => program(azure, new Or(IsMade: false)))).Errors);

        var preview = await stack.PreviewAsync(azure => program(azure, new Or(IsMade: true)));

        Assert.Empty(preview.Errors);
        Assert.Equal(operation, Assert.Single(preview.Steps, step => step.Name == resource).Operation);
    }

    private static Task Training(CloudProgram azure, string size, string nodes) => azure.GroupAnd(async () =>
    {
        await azure.Workspace();
        await azure.Add("machinelearningservices:Compute", "cpu", $$$"""
            {"resourceGroupName":"rg","location":"westeurope","workspaceName":"mlw-data","computeName":"cpu",
             "properties":{"computeType":"AmlCompute","properties":{"vmSize":"{{{size}}}","scaleSettings":{"minNodeCount":0,"maxNodeCount":{{{nodes}}} } } } }
            """);
    });

    private static Task NodePool(CloudProgram azure, string count, string size) => azure.GroupAnd(async () =>
    {
        await azure.Cluster();
        await azure.Add("containerservice:AgentPool", "work",
            $$"""{"resourceGroupName":"rg","resourceName":"aks-data","agentPoolName":"work","mode":"User","count":{{count}},"vmSize":"{{size}}"}""");
    });
}
