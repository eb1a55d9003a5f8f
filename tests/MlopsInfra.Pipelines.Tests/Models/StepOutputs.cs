namespace MlopsInfra.Pipelines.Tests.Models;

/// <summary>
/// Reads what a step wrote to <c>GITHUB_OUTPUT</c>: <c>NAME=VALUE</c>, or several lines between <c>NAME&lt;&lt;END</c> and
/// <c>END</c>.
/// </summary>
internal static class StepOutputs
{
    public static IReadOnlyDictionary<string, string> Read(string file)
    {
        var outputs = new Dictionary<string, string>();
        var lines = new Queue<string>(File.ReadAllLines(file));
        while (lines.TryDequeue(out var line))
        {
            var (equals, document) = (line.IndexOf('=', StringComparison.Ordinal), line.IndexOf("<<", StringComparison.Ordinal));
            if (document < 0 || (equals >= 0 && equals < document))
            {
                Assert.True(equals > 0, $"GitHub would refuse the line: {line}");
                outputs[line[..equals]] = line[(equals + 1)..];
                continue;
            }

            var value = new List<string>();
            while (lines.Dequeue() is var next && next != line[(document + 2)..]) value.Add(next);
            outputs[line[..document]] = string.Join('\n', value);
        }

        return outputs;
    }
}
