namespace MlopsInfra.Cli.Tests;

/// <summary><c>mlops model register</c>.</summary>
public sealed class ModelRegisterTests(DevStack dev) : IClassFixture<DevStack>
{
    [Fact]
    public async Task Files_of_this_machine_become_a_version_that_is_the_hash_of_their_content()
    {
        var folder = Directory.CreateDirectory(Path.Combine(dev.Mlops.Store, "files")).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "model.txt"), "a model");
        string[] command =
        [
            "model", "register", "dev", "--local", "--name", "pumps", "--path", folder, "--tag", "owner=team-a", "--json",
            "--store", dev.Mlops.Store,
        ];

        var first = (await dev.Mlops.RunAsync(command)).ExitsWith(0).Json();
        var second = (await dev.Mlops.RunAsync(command)).ExitsWith(0).Json();

        var (model, again) = (first.GetProperty("model"), second.GetProperty("model"));
        Assert.Equal("register", first.GetProperty("decision").GetString());
        Assert.True(model.GetProperty("isNew").GetBoolean());
        Assert.Equal("team-a", model.GetProperty("tags").GetProperty("owner").GetString());
        Assert.Equal("register", model.GetProperty("tags").GetProperty("mlops.decision").GetString());
        Assert.EndsWith($"/models/pumps/versions/{model.GetProperty("version").GetString()}",
            model.GetProperty("id").GetString(), StringComparison.Ordinal);
        Assert.Equal((model.GetProperty("id").GetString(), false),
            (again.GetProperty("id").GetString(), again.GetProperty("isNew").GetBoolean()));
    }

    [Fact]
    public async Task The_steps_that_follow_in_a_CI_system_are_given_name_version_and_id()
    {
        var outputs = Path.Combine(dev.Mlops.Store, "outputs");
        var summary = Path.Combine(dev.Mlops.Store, "summary.md");
        var file = Path.Combine(dev.Mlops.Store, "single.txt");
        await File.WriteAllTextAsync(file, "another model");
        dev.Mlops.Environment["GITHUB_ACTIONS"] = "true";
        dev.Mlops.Environment["GITHUB_OUTPUT"] = outputs;
        dev.Mlops.Environment["GITHUB_STEP_SUMMARY"] = summary;

        var result = await dev.Mlops.RunAsync(
            "model", "register", "dev", "--local", "--name", "single", "--path", file, "--store", dev.Mlops.Store);
        dev.Mlops.Environment.Clear(); // the other tests run outside of a CI system

        result.ExitsWith(0);

        var given = await File.ReadAllLinesAsync(outputs, TestContext.Current.CancellationToken);
        Assert.Equal(["decision", "reason", "model_name", "model_version", "model_id"],
            given.Select(line => line.Split('=')[0]));
        Assert.Contains("model_name=single", given);
        Assert.Contains("single", await File.ReadAllTextAsync(summary, TestContext.Current.CancellationToken),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, "JobNotFound", "--job", "nowhere")]
    [InlineData(2, "ModelNotFound", "--path", "nowhere")]
    [InlineData(2, "Either --job JOB or --path PATH")]
    [InlineData(2, "Either --job JOB or --path PATH", "--job", "a", "--path", "b")]
    [InlineData(2, "--metric-max is about a job", "--path", "b", "--metric-max", "auc")]
    [InlineData(2, "--tag 'owner' is no name with a value", "--path", "b", "--tag", "owner")]
    [InlineData(2, "--tag names 'a' 2 times", "--path", "b", "--tag", "a=1", "--tag", "a=2")]
    public async Task What_is_wrong_is_told(int exitCode, string message, params string[] words)
    {
        var result = (await dev.Mlops.RunAsync(
            ["model", "register", "dev", "--local", "--name", "pumps", .. words, "--store", dev.Mlops.Store]))
            .ExitsWith(exitCode);

        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }
}
