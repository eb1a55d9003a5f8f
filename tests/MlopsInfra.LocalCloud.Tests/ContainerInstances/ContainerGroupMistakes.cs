using MlopsInfra.LocalCloud.Tests.Programs;

namespace MlopsInfra.LocalCloud.Tests.ContainerInstances;

/// <summary>What a program may get wrong on container groups, and Azure's code for it.</summary>
internal static class ContainerGroupMistakes
{
    private const string Placed = """ "resourceGroupName":"rg","location":"westeurope" """;

    public static IReadOnlyList<Mistake> All { get; } =
    [
        new("an image pull without the role", "InaccessibleImage", async (azure, or) => await azure.GroupAnd(async () =>
        {
            var (registry, identity) = (await azure.Registry(), await azure.Identity());
            if (!or.IsMade) await azure.Grant(registry, identity.PrincipalId, Role.AcrPull);
            await azure.ContainerGroup("crdata", identity.Id);
        })),
        new("an image pull with an identity that the group does not have", "InvalidImageRegistryIdentity",
            async (azure, or) => await azure.GroupAnd(async () =>
        {
            var (registry, identity) = (await azure.Registry(), await azure.Identity());
            await azure.Grant(registry, identity.PrincipalId, Role.AcrPull);
            await azure.Add("managedidentity:UserAssignedIdentity", "other",
                """{"resourceGroupName":"rg","location":"westeurope","resourceName":"id-other"}""");
            await azure.ContainerGroup("crdata", identity.Id,
                pulls: or[identity.Id, CloudProgram.Retargeted(identity.Id, "id-other")]);
        })),
        new("a container group that is to restart in another way", "InvalidContainerGroupUpdate",
            async (azure, or) => await azure.GroupAnd(async () =>
        {
            var (registry, identity) = (await azure.Registry(), await azure.Identity());
            await azure.Grant(registry, identity.PrincipalId, Role.AcrPull);
            await azure.ContainerGroup("crdata", identity.Id, $"\"restartPolicy\":\"{or["Always", "Never"]}\",");
        })) { OnUpdate = true },
        // Azure/dev-box-images 8
        new("a container group in a subnet that is not delegated", "SubnetMissingRequiredDelegation",
            async (azure, or) => await azure.GroupAnd(async () =>
        {
            var network = await azure.Network($$$"""
                [{"name":"groups","addressPrefix":"10.0.1.0/24","delegations":[{{{or["""{"name":"groups","serviceName":"Microsoft.ContainerInstance/containerGroups"}""", ""]}}}]}]
                """);
            await azure.Add("containerinstance:ContainerGroup", "scoring", $$$"""
                {{{{Placed}}},"containerGroupName":"ci-scoring","osType":"Linux","subnetIds":[{"id":"{{{network}}}/subnets/groups"}],
                 "containers":[{"name":"scoring","image":"mcr.microsoft.com/azuredocs/aci-helloworld","resources":{"requests":{"cpu":1,"memoryInGB":1} } }] }
                """);
        })),
        new("a container with an underscore", "InvalidContainerName",
            async (azure, or) => await azure.GroupAnd(() => azure.Add("containerinstance:ContainerGroup", "scoring", $$$"""
            {{{{Placed}}},"containerGroupName":"ci-scoring","osType":"Linux",
             "containers":[{"name":"{{{or["my-scoring", "my_scoring"]}}}","image":"mcr.microsoft.com/azuredocs/aci-helloworld","resources":{"requests":{"cpu":1,"memoryInGB":1} } }] }
            """))),
        // virtual-kubelet/virtual-kubelet 592, docker-archive/compose-cli 357 and 743
        new("a container group of 64 cores", "ServiceUnavailable", (azure, or) => Group(azure, Resources(or["31", "64"], "16")))
            { Says = "Resource requested: '64' CPU '16' GB memory 'Linux' OS" },
        new("a container group of more than 240 GB", "ServiceUnavailable",
            (azure, or) => Group(azure, Resources("31", or["240", "241"]))),
        new("a container whose limit is below its request", "ResourceLimitsLessThanRequests",
            (azure, or) => Group(azure, Resources("2", "4", $",\"limits\":{{\"cpu\":{or["2", "1"]},\"memoryInGB\":4}}"))),
        new("a container whose limit is above the whole group's requests", "ContainerLimitGreaterThanContainerGroupTotalRequest",
            (azure, or) => Group(azure, Resources("2", "4", $",\"limits\":{{\"memoryInGB\":{or["4", "14"]}}}"))),
        new("a container group of six ports", "InvalidRequestContent", (azure, or) =>
        {
            var ports = string.Join(',', Enumerable.Range(80, or.IsMade ? 6 : 5).Select(port => $$"""{"port":{{port}}}"""));
            return Group(azure, Resources("1", "1"), $",\"ports\":[{ports}]",
                $$""","ipAddress":{"type":"Public","ports":[{{ports}}]}""");
        }),
        new("a volume that the group does not have", "InvalidRequestContent", (azure, or) => Group(azure, Resources("1", "1"),
            $$""","volumeMounts":[{"name":"{{or["scratch", "models"]}}","mountPath":"/mnt"}]""",
            ",\"volumes\":[{\"name\":\"scratch\",\"emptyDir\":{}}]")) { Says = "models" },
        new("two containers of one name", "InvalidRequestContent", (azure, or) => azure.GroupAnd(() => azure.Add(
            "containerinstance:ContainerGroup", "scoring", $$"""
            {{{Placed}},"containerGroupName":"ci-scoring","osType":"Linux","containers":[
             {"name":"one","image":"mcr.microsoft.com/azuredocs/aci-helloworld","resources":{"requests":{"cpu":1,"memoryInGB":1} } },
             {"name":"{{or["two", "one"]}}","image":"mcr.microsoft.com/azuredocs/aci-helloworld","resources":{"requests":{"cpu":1,"memoryInGB":1} } }] }
            """))) { Says = "Two containers" },
    ];

    private static string Resources(string cpu, string memory, string more = "") =>
        $$"""{"requests":{"cpu":{{cpu}},"memoryInGB":{{memory}}}{{more}}}""";

    private static Task Group(CloudProgram azure, string resources, string container = "", string more = "") =>
        azure.GroupAnd(() => azure.Add("containerinstance:ContainerGroup", "scoring", $$"""
            {{{Placed}},"containerGroupName":"ci-scoring","osType":"Linux"{{more}},
             "containers":[{"name":"scoring","image":"mcr.microsoft.com/azuredocs/aci-helloworld","resources":{{resources}}{{container}} }] }
            """));
}
