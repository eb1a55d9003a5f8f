using MlopsInfra.CommandTesting;

namespace MlopsInfra.Cli.Tests;

/// <summary><c>mlops local endpoints</c>: what answers, and what does not.</summary>
public sealed class EndpointsTests(DevStack dev) : IClassFixture<DevStack>
{
    [Fact]
    public async Task Containers_that_nobody_runs_are_listed_as_simulated_without_an_address()
    {
        var document = (await dev.Mlops.LocalAsync("endpoints", "dev", "--json")).ExitsWith(0).Json();
        var lines = (await dev.Mlops.LocalAsync("endpoints", "dev")).ExitsWith(0).Output;

        Assert.Equal("endpoints", document.GetProperty("operation").GetString());
        var container = Assert.Single(document.GetProperty("endpoints").EnumerateArray(),
            each => each.GetProperty("kind").GetString() == "container");
        var name = container.GetProperty("name").GetString()!;
        Assert.EndsWith("/scoring", name, StringComparison.Ordinal);
        Assert.Equal("Simulated", container.GetProperty("state").GetString());
        Assert.False(container.TryGetProperty("address", out _));
        Assert.Matches($@"container\s+{name}\s+Simulated\s+-\s+{container.GetProperty("runs").GetString()}", lines);
    }
}
