using Azure;
using Azure.Storage.Blobs.Models;
using MlopsInfra.LocalCloud.Tests.Rest;

namespace MlopsInfra.LocalCloud.Tests.Storage;

/// <summary>A container is one resource, whether Resource Manager or the blob service is asked.</summary>
public sealed class ContainerTests
{
    [Fact]
    public async Task Metadata_is_that_of_the_resource()
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();
        var metadata = new Dictionary<string, string> { ["cost_center"] = "ml" };
        var container = await rest.Blobs().CreateBlobContainerAsync("models", PublicAccessType.None, metadata);

        var properties = (await container.Value.GetPropertiesAsync()).Value;
        Assert.Equal(metadata, properties.Metadata);
        var resource = await rest.PropertiesAsync($"{RestCloud.Account}/blobServices/default/containers/models");
        Assert.Equal("ml", (string?)resource["metadata"]!["cost_center"]);
    }

    [Theory]
    [InlineData("models", "cost-center", "ml", "InvalidMetadata")]
    [InlineData("models", "text", null, "MetadataTooLarge")]
    [InlineData("my--models", "text", "ml", "InvalidResourceName")]
    public async Task Both_refuse_the_same(string name, string key, string? value, string code)
    {
        await using var rest = await RestCloud.StartWithWorkspaceAsync();
        var metadata = new Dictionary<string, string> { [key] = value ?? new string('x', 9000) };

        var byBlobs = await Assert.ThrowsAsync<RequestFailedException>(
            () => rest.Blobs().CreateBlobContainerAsync(name, PublicAccessType.None, metadata));
        var byResource = await Assert.ThrowsAsync<RequestFailedException>(
            () => rest.PutAsync($"{RestCloud.Account}/blobServices/default/containers/{name}", new { metadata }));

        Assert.Equal((400, code), (byBlobs.Status, byBlobs.ErrorCode));
        Assert.Equal((400, code), (byResource.Status, byResource.ErrorCode));
    }
}
