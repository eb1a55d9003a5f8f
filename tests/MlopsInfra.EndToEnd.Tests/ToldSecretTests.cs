using MlopsInfra.CommandTesting;

namespace MlopsInfra.EndToEnd.Tests;

/// <summary>No message repeats a secret, and one that stands in a stack file as it is does not go unnoticed.</summary>
public sealed class ToldSecretTests : IDisposable
{
    private const string Secret = "hunter2-of-the-tests";

    private readonly Mlops _mlops = new();
    private readonly ProjectCopy _project = new();

    public void Dispose()
    {
        _mlops.Dispose();
        _project.Dispose();
    }

    [Theory]
    [InlineData("mlops-infra:apiToken", "{0}")]
    [InlineData("mlops-infra:colour", "{0}")]
    [InlineData("mlops-infra:workload", "https://me:{0}@example.org")]
    [InlineData("mlops-infra:training", "{{maxNodes: many, accountKey: {0}}}")]
    [InlineData("mlops-infra:training", "[{0}]")]
    [InlineData("mlops-infra:location", "[AccountName=a;AccountKey={0};]")]
    public async Task A_mistake_in_a_stack_file_is_told_without_the_value(string key, string value)
    {
        var lines = _project.ReadStack("dev").Split('\n').ToList();
        var at = lines.FindIndex(line => line.StartsWith($"  {key}:", StringComparison.Ordinal));
        if (at >= 0)
        {
            lines.RemoveAt(at);
            while (at < lines.Count && lines[at].StartsWith("   ", StringComparison.Ordinal)) lines.RemoveAt(at);
        }

        lines.Add($"  {key}: {string.Format(System.Globalization.CultureInfo.InvariantCulture, value, Secret)}");
        _project.WriteStack("dev", string.Join('\n', lines));

        foreach (var form in (string[][])[[], ["--json"]])
        {
            var result = (await RunAsync(["preview", "dev", .. form])).ExitsWith(2);
            Assert.Contains(key, result.Output + result.Error, StringComparison.Ordinal);
            Assert.DoesNotContain(Secret, result.Output + result.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_secret_in_plain_text_is_warned_about_with_its_line_and_the_command_that_encrypts_it()
    {
        _project.WriteStack("dev", _project.ReadStack("dev") + $$"""

              github:token: {{Secret}}
              azuredevops:personalAccessToken: {secure: v1:AAAAAAAAAAAAAAAA:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA}
            """);
        var line = 1 + _project.ReadStack("dev").Split('\n').ToList().FindIndex(text =>
            text.Contains(Secret, StringComparison.Ordinal));

        var result = (await RunAsync("preview", "dev")).ExitsWith(0);

        Assert.Contains($"Pulumi.dev.yaml({line},17): github:token stands here in plain text", result.Output + result.Error,
            StringComparison.Ordinal);
        Assert.Contains("'pulumi config set --secret github:token --stack dev'", result.Output + result.Error,
            StringComparison.Ordinal);
        Assert.DoesNotContain("personalAccessToken stands", result.Output + result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, result.Output + result.Error, StringComparison.Ordinal);
        var json = (await RunAsync("preview", "dev", "--json")).ExitsWith(0);
        Assert.DoesNotContain(Secret, json.Output + json.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("inputs: {password: {type: integer, default: {0}}}\n")]
    [InlineData("tags: {key: [{0}]}\n")]
    [InlineData("type: https://a?sig={0}\n")]
    public async Task A_mistake_in_a_pipeline_is_told_without_the_value(string text)
    {
        var file = Path.Combine(_project.Pipeline, "components", "extra.yml");
        File.WriteAllText(file, "name: extra\nversion: 1\ncommand: echo\nenvironment: azureml:a@latest\n"
            + (text.Contains("type: https", StringComparison.Ordinal) ? "" : "type: command\n")
            + text.Replace("{0}", Secret, StringComparison.Ordinal));
        var pipeline = Path.Combine(_project.Pipeline, "pipeline.yml");
        File.WriteAllText(pipeline, File.ReadAllText(pipeline)
            .Replace("\njobs:\n", "\njobs:\n  extra: {type: command, component: ./components/extra.yml}\n",
                StringComparison.Ordinal));

        var result = (await RunAsync("up", "dev", "--json")).ExitsWith(2);

        Assert.Contains("extra.yml(", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, result.Output + result.Error, StringComparison.Ordinal);
    }

    private Task<CommandResult> RunAsync(params string[] arguments) =>
        _mlops.LocalAsync([.. arguments, "--project", _project.Directory]);
}
