using System.Text;

namespace MlopsInfra.Cli.ContinuousIntegration;

/// <summary>Hands results to the steps that follow in a CI system; elsewhere nothing is written.</summary>
internal static class CiOutputs
{
    /// <summary>The file that GitHub Actions reads a step's outputs from.</summary>
    public const string GitHubFile = "GITHUB_OUTPUT";

    /// <summary>Writes them, as outputs of the step.</summary>
    /// <param name="system">The CI system.</param>
    /// <param name="values">The outputs, by name.</param>
    /// <param name="commands">Where Azure Pipelines reads its commands: standard output, or standard error where a document goes
    /// to standard output.</param>
    /// <exception cref="IOException">GitHub's file can't be written.</exception>
    public static void Write(CiSystem system, IReadOnlyDictionary<string, string> values, TextWriter commands)
    {
        if (values.Count == 0) return;
        if (system == CiSystem.GitHub && Environment.GetEnvironmentVariable(GitHubFile) is { Length: > 0 } file)
            File.AppendAllText(file, GitHubText(values));
        else if (system == CiSystem.AzureDevOps)
            foreach (var (name, value) in values) commands.WriteLine(AzureDevOpsCommand(name, value));
    }

    /// <summary>The lines of GitHub's file: a value of several lines stands between two lines that are not in it.</summary>
    /// <param name="values">The outputs.</param>
    internal static string GitHubText(IReadOnlyDictionary<string, string> values)
    {
        var text = new StringBuilder();
        foreach (var (name, value) in values)
        {
            if (value.AsSpan().IndexOfAny('\r', '\n') < 0)
            {
                text.Append(name).Append('=').Append(value).Append('\n');
                continue;
            }

            var end = "END";
            while (value.Contains(end, StringComparison.Ordinal)) end += "_";
            text.Append(name).Append("<<").Append(end).Append('\n').Append(value).Append('\n').Append(end).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>The command that sets a variable of a job, for jobs and stages that follow.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its value.</param>
    /// <remarks>Line breaks and percent signs are written as the agent reads them: <c>%0D</c>, <c>%0A</c>,
    /// <c>%AZP25</c>.</remarks>
    internal static string AzureDevOpsCommand(string name, string value)
    {
        var text = value.Replace("%", "%AZP25", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal)
            .Replace("\n", "%0A", StringComparison.Ordinal);
        return $"##vso[task.setvariable variable={name};isOutput=true]{text}";
    }
}
