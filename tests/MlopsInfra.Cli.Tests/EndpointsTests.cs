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

    [Fact]
    public async Task So_are_online_endpoints_where_nothing_is_served()
    {
        var folder = Directory.CreateDirectory(Path.Combine(dev.Mlops.Store, "online")).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "model.txt"), "a model");
        await File.WriteAllTextAsync(Path.Combine(folder, "score.py"), "def init(): pass");
        await File.WriteAllTextAsync(Path.Combine(folder, "endpoint.yml"), """
            $schema: https://azuremlschemas.azureedge.net/latest/managedOnlineEndpoint.schema.json
            name: nobody-answers
            auth_mode: key
            traffic: {blue: 100}
            """);
        await File.WriteAllTextAsync(Path.Combine(folder, "blue.yml"), """
            $schema: https://azuremlschemas.azureedge.net/latest/managedOnlineDeployment.schema.json
            name: blue
            endpoint_name: nobody-answers
            model: {path: ./model.txt}
            code_configuration: {code: ., scoring_script: score.py}
            environment: {image: "mcr.microsoft.com/azureml/minimal-py311-inference:latest"}
            instance_type: Standard_DS3_v2
            instance_count: 1
            """);
        (await dev.Mlops.RunAsync("publish", "dev", "--local", "--pipeline", folder, "--store", dev.Mlops.Store)).ExitsWith(0);

        var document = (await dev.Mlops.LocalAsync("endpoints", "dev", "--json")).ExitsWith(0).Json();

        var online = Assert.Single(document.GetProperty("endpoints").EnumerateArray(),
            each => each.GetProperty("kind").GetString() == "online");
        Assert.Equal("Simulated", online.GetProperty("state").GetString());
        Assert.Equal("blue 100%", online.GetProperty("runs").GetString());
        Assert.False(online.TryGetProperty("address", out _));
    }
}
