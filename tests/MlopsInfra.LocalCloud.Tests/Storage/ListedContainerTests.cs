using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Tests.Rest;

namespace MlopsInfra.LocalCloud.Tests.Storage;

/// <summary>Lists of containers say when each was written and how it is leased, also where a workspace made it.</summary>
public sealed class ListedContainerTests
{
    [Fact]
    public async Task Each_container_of_a_list_has_its_state_and_its_own_etag()
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();
        var containers = (await rest.SendAsync(HttpMethod.Get,
            $"{RestCloud.Account}/blobServices/default/containers?api-version=2025-08-01")).Body!["value"]!.AsArray();
        Assert.True(containers.Count > 1);
        Assert.All(containers, container =>
        {
            var properties = container!["properties"]!;
            Assert.EndsWith("Z", (string?)properties["lastModifiedTime"], StringComparison.Ordinal);
            Assert.Equal(("Available", "Unlocked"), ((string?)properties["leaseState"], (string?)properties["leaseStatus"]));
        });
        Assert.Equal(containers.Count, containers.Select(container => (string?)container!["etag"]).Distinct().Count());
    }
}
