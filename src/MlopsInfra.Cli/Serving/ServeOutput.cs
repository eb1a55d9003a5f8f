using System.Globalization;
using System.Text.Json;
using MlopsInfra.Cli.Output;
using MlopsInfra.LocalCloud.Rest;

namespace MlopsInfra.Cli.Serving;

/// <summary>What <c>mlops local serve</c> prints once it is up.</summary>
internal static class ServeOutput
{
    /// <summary>Prints it as lines.</summary>
    /// <param name="facts">What there is to know.</param>
    public static void WriteText(ServedFacts facts)
    {
        Console.WriteLine($"Local cloud of stack {facts.Stack}: {facts.Address}");
        Console.WriteLine($"Cloud metadata: {facts.Metadata}");
        Console.WriteLine($"Certificate to trust: {facts.Certificate}");
        Console.WriteLine("For clients in a shell (docs/local-cloud-rest.md has recipes):");
        foreach (var (name, value) in facts.Environment) Console.WriteLine($"  export {name}={Quoted(value)}");
        if (facts.HostsLine is { } line)
            Console.WriteLine($"Where names below localhost don't resolve, a line for /etc/hosts:{Environment.NewLine}  {line}");
        if (facts.Standpoint is not null) Console.WriteLine(facts.Standpoint);
        Console.WriteLine(ExecutorOption.TextOf(facts.Executor));
        Console.WriteLine("Ctrl+C ends it.");
    }

    /// <summary>Prints at the end how many requests there were, and how long they took.</summary>
    /// <param name="requests">The server's log.</param>
    public static void WriteRequests(RequestLog requests)
    {
        var durations = requests.Records.Where(request => request.Error is null)
            .Select(request => request.Duration).Order().ToArray();
        if (durations.Length == 0) return;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{requests.ByMethod.Values.Sum()} requests were answered, half of them within "
            + $"{durations[durations.Length / 2].TotalMilliseconds:0.0} ms."));
    }

    /// <summary>Prints it as one JSON document.</summary>
    /// <param name="facts">What there is to know.</param>
    public static void WriteJson(ServedFacts facts)
    {
        var output = StandardStream.Output;
        using (var json = new Utf8JsonWriter(output, JsonStyle.Indented))
        {
            json.WriteStartObject();
            json.WriteString("stack", facts.Stack);
            json.WriteString("operation", "serve");
            json.WriteString("address", facts.Address.ToString());
            json.WriteString("metadata", facts.Metadata.ToString());
            json.WriteString("certificate", facts.Certificate);
            json.WriteString("executor", ExecutorOption.NameOf(facts.Executor));
            json.WriteStartObject("environment");
            foreach (var (name, value) in facts.Environment) json.WriteString(name, value);
            json.WriteEndObject();
            json.WriteStartArray("hosts");
            foreach (var name in facts.HostNames) json.WriteStringValue(name);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        output.Write("\n"u8);
    }

    private static string Quoted(string path) =>
        path.All(letter => char.IsAsciiLetterOrDigit(letter) || "/._-+:".Contains(letter, StringComparison.Ordinal))
            ? path : $"'{path.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
