using CsCheck;
using MlopsInfra.Cli.ContinuousIntegration;

namespace MlopsInfra.Cli.Tests.ContinuousIntegration;

/// <summary>Outputs of a step arrive as they were given, whatever is in them.</summary>
public sealed class CiOutputsTests
{
    private static readonly Gen<string> Values =
        Gen.Char["END_=<>%\r\n;] aä"].Array[0, 40].Select(letters => new string(letters));

    [Fact]
    public void GitHub_reads_any_value_as_it_was() => Values.Array[1, 4].Sample(values =>
    {
        var given = values.Select((value, index) => ($"name{index}", value)).ToDictionary();
        Assert.Equal(given, ReadAsGitHub(CiOutputs.GitHubText(given)));
    });

    [Fact]
    public void Azure_Pipelines_reads_any_value_as_it_was() => Values.Sample(value =>
    {
        var command = CiOutputs.AzureDevOpsCommand("run_id", value);
        Assert.DoesNotContain('\n', command);
        Assert.DoesNotContain('\r', command);
        const string head = "##vso[task.setvariable variable=run_id;isOutput=true]";
        Assert.StartsWith(head, command, StringComparison.Ordinal);
        Assert.Equal(value, command[head.Length..].Replace("%0D", "\r", StringComparison.Ordinal)
            .Replace("%0A", "\n", StringComparison.Ordinal).Replace("%AZP25", "%", StringComparison.Ordinal));
    });

    // As GitHub's runner reads the file: NAME=VALUE, or NAME<<END, lines, END.
    private static Dictionary<string, string> ReadAsGitHub(string text)
    {
        var read = new Dictionary<string, string>();
        var lines = text.Split('\n');
        for (var at = 0; at < lines.Length && lines[at].Length > 0; at++)
        {
            var equals = lines[at].IndexOf('=', StringComparison.Ordinal);
            var here = lines[at].IndexOf("<<", StringComparison.Ordinal);
            if (equals >= 0 && (here < 0 || equals < here))
            {
                read[lines[at][..equals]] = lines[at][(equals + 1)..];
                continue;
            }

            var (name, end, first) = (lines[at][..here], lines[at][(here + 2)..], at + 1);
            for (at = first; lines[at] != end;) at++;
            read[name] = string.Join('\n', lines[first..at]);
        }

        return read;
    }
}
