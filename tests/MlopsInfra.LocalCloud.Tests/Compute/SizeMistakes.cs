using MlopsInfra.LocalCloud.Tests.Kubernetes;
using MlopsInfra.LocalCloud.Tests.Programs;

namespace MlopsInfra.LocalCloud.Tests.Compute;

/// <summary>Mistakes about machines: sizes that there are none of, or none any more.</summary>
internal static class SizeMistakes
{
    private const string Good = "Standard_D4ds_v5", Typo = "Standard_DS3_v22", Retired = "Standard_NC6s_v3";
    private const string Nearest = "Did you mean 'Standard_DS3_v2'?", End = "The NCv3-series was retired on 2025-09-30";

    public static IReadOnlyList<Mistake> All { get; } =
    [
        new("a training cluster of a size that there is none of", "InvalidPropertyValue",
            (azure, or) => Compute(azure, "AmlCompute", or[Good.ToUpperInvariant(), Typo])) { Says = Nearest },
        new("a training cluster of a size that is retired", "InvalidPropertyValue",
            (azure, or) => Compute(azure, "AmlCompute", or[Good, Retired])) { Says = End },
        new("a compute instance of a size that there is none of", "InvalidPropertyValue",
            (azure, or) => Compute(azure, "ComputeInstance", or[Good, "D4ds_v5"])) { Says = "Did you mean 'Standard_D4ds_v5'?" },
        new("an online deployment on a size that there is none of", "BadRequest", (azure, or) => Online(azure, or[Good, Typo]))
            { Says = Nearest },
        new("an online deployment on a size that is retired", "BadRequest", (azure, or) => Online(azure, or[Good, Retired]))
            { Says = End },
        new("a system pool of a size that there is none of", "VMSizeNotSupported",
            (azure, or) => azure.GroupAnd(() => new ClusterProgram(azure).Cluster(size: or[Good, Typo]))) { Says = Nearest },
        new("a system pool of too little memory", "SystemPoolSkuTooLow",
            (azure, or) =>
                azure.GroupAnd(() => new ClusterProgram(azure).Cluster(size: or["Standard_B2s_v2", "Standard_B2ts_v2"]))),
        new("a system pool that may use one of its cores", "SystemPoolSkuTooLow",
            (azure, or) => azure.GroupAnd(() =>
                new ClusterProgram(azure).Cluster(size: or["Standard_DS13-2_v2", "Standard_DS12-1_v2"]))),
        new("a node pool of a size that is retired", "VMSizeNotSupported", (azure, or) => azure.GroupAnd(async () =>
        {
            await new ClusterProgram(azure).Cluster();
            await azure.Add("containerservice:AgentPool", "work", $$"""
                {"resourceGroupName":"rg","resourceName":"aks-data","agentPoolName":"work","mode":"User","count":1,"vmSize":"{{or[Good, Retired]}}"}
                """);
        })) { Says = "location 'westeurope'. The NCv3-series was retired" },
        new("a machine of a size that there is none of", "InvalidParameter", (azure, or) => Machine(azure, or[Good, Typo]))
            { Says = Nearest },
        new("a machine of a size that is retired", "InvalidParameter", (azure, or) => Machine(azure, or[Good, Retired]))
            { Says = "The requested VM size Standard_NC6s_v3 is not available" },
        new("a scale set of a size that there is none of", "InvalidParameter", (azure, or) => azure.GroupAnd(() => azure.Add(
            "compute:VirtualMachineScaleSet", "agents",
            $$"""{{{Placed}},"vmScaleSetName":"vmss-agents","sku":{"name":"{{or[Good, Typo]}}","capacity":1} }""")))
            { Says = Nearest },
        new("a scale set that mixes in a size that is retired", "InvalidParameter", (azure, or) => azure.GroupAnd(() => azure.Add(
            "compute:VirtualMachineScaleSet", "agents",
            $$"""{{{Placed}},"vmScaleSetName":"vmss-agents","sku":{"name":"Mix","capacity":1},"skuProfile":{"vmSizes":[{"name":"{{Good}}"},{"name":"{{or[Good, Retired]}}"}]} }""")))
            { Says = End },
    ];

    private static string Placed => """ "resourceGroupName":"rg","location":"westeurope" """;

    private static Task Machine(CloudProgram azure, string size) =>
        azure.GroupAnd(() => azure.Add("compute:VirtualMachine", "runner",
        $$"""{{{Placed}},"vmName":"vm-runner","hardwareProfile":{"vmSize":"{{size}}"} }"""));

    private static Task Compute(CloudProgram azure, string kind, string size) => azure.GroupAnd(async () =>
    {
        await azure.Workspace();
        await azure.Add("machinelearningservices:Compute", "cpu", $$"""
            {{{Placed}},"workspaceName":"mlw-data","computeName":"cpu","properties":{"computeType":"{{kind}}","properties":{"vmSize":"{{size}}"} } }
            """);
    });

    private static Task Online(CloudProgram azure, string size) => azure.GroupAnd(async () =>
    {
        await azure.Workspace();
        await azure.Add("machinelearningservices:OnlineEndpoint", "endpoint", $$"""
            {{{Placed}},"workspaceName":"mlw-data","endpointName":"ep-data","identity":{"type":"SystemAssigned"},"properties":{"authMode":"Key"} }
            """);
        await azure.Add("machinelearningservices:OnlineDeployment", "blue", $$"""
            {{{Placed}},"workspaceName":"mlw-data","endpointName":"ep-data","deploymentName":"blue",
             "properties":{"endpointComputeType":"Managed","instanceType":"{{size}}"} }
            """);
    });
}
