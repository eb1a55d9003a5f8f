using Azure.Core;
using MlopsInfra.LocalCloud.Tests.Rest;

namespace MlopsInfra.LocalCloud.Tests.Resources;

/// <summary>One list of regions for all who ask.</summary>
public sealed class RegionTests
{
    [Fact]
    public async Task A_group_may_be_in_every_region_that_the_subscription_lists()
    {
        await using var rest = await RestCloud.StartAsync();
        var subscription = rest.Arm.GetSubscriptionResource(new ResourceIdentifier($"/subscriptions/{RestCloud.Subscription}"));
        var listed = new List<AzureLocation>();
        await foreach (var location in subscription.GetLocationsAsync())
            listed.Add(new AzureLocation(location.Name, location.DisplayName));

        Assert.True(listed.Count > 50);
        foreach (var location in listed)
        {
            await rest.SeedAsync($"/subscriptions/{RestCloud.Subscription}/resourceGroups/rg-{location.Name}",
                $$"""{"location":"{{location.DisplayName}}"}""");
        }
    }

    [Fact]
    public async Task Regions_are_called_as_the_SDK_calls_them()
    {
        await using var rest = await RestCloud.StartAsync();
        var subscription = rest.Arm.GetSubscriptionResource(new ResourceIdentifier($"/subscriptions/{RestCloud.Subscription}"));
        // Those that an SDK of some years ago has names for.
        var named = new List<(string?, string?)>();
        await foreach (var location in subscription.GetLocationsAsync())
        {
            if (new AzureLocation(location.Name).DisplayName is { } name) named.Add((name, location.DisplayName));
        }

        Assert.True(named.Count > 30);
        Assert.All(named, pair => Assert.Equal(pair.Item1, pair.Item2));
    }
}
