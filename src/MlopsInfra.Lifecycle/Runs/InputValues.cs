using System.Globalization;

namespace MlopsInfra.Lifecycle.Runs;

/// <summary>Reads values for the inputs of a pipeline, as its component declares them.</summary>
internal static class InputValues
{
    private static readonly string[] Schemes =
        ["azureml:", "https://", "http://", "wasbs://", "wasb://", "abfss://", "/subscriptions/"];

    /// <summary>Reads what was given.</summary>
    /// <param name="ports">What the pipeline declares.</param>
    /// <param name="given">Names and values, as on a command line.</param>
    /// <exception cref="LifecycleException">A name that there is not, or a value that does not fit; a usage error.</exception>
    public static IReadOnlyList<JobInput> Read(IReadOnlyList<InputPort> ports, IEnumerable<KeyValuePair<string, string>> given)
    {
        var read = new List<JobInput>();
        foreach (var (name, value) in given)
        {
            var port = ports.FirstOrDefault(each => each.Name == name) ?? throw LifecycleException.Usage("UnknownInput",
                $"The pipeline has no input '{name}'. {Names(ports)}");
            if (read.Any(each => each.Name == name))
                throw LifecycleException.Usage("InvalidInput", $"The input '{name}' is given more than once.");
            read.Add(port.IsLiteral ? new JobInput(name, JobInput.Literal, Literal(port, value))
                : IsAddress(value) ? new JobInput(name, port.Type, value) : throw Wrong(port, value,
                    "an address: azureml:NAME:VERSION, azureml://datastores/NAME/paths/PATH or https://..."));
        }

        return read;
    }

    /// <summary>Whether a text is an address of data, and no local file.</summary>
    /// <param name="text">The text.</param>
    public static bool IsAddress(string text) =>
        Schemes.Any(scheme => text.StartsWith(scheme, StringComparison.OrdinalIgnoreCase));

    /// <summary>The inputs that a pipeline has, in a sentence.</summary>
    /// <param name="ports">The inputs.</param>
    public static string Names(IReadOnlyList<InputPort> ports) => ports.Count == 0
        ? "It has none." : $"It has: {string.Join(", ", ports.Select(port => $"{port.Name} ({port.Type})"))}.";

    private static string Literal(InputPort port, string value) => port.Type.ToLowerInvariant() switch
    {
        "integer" => long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole)
            ? Within(port, value, whole) : throw Wrong(port, value, "a whole number"),
        "number" => double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && double.IsFinite(number)
            ? Within(port, value, number) : throw Wrong(port, value, "a number, with a dot, as in 0.25"),
        // As Azure's own client writes it.
        "boolean" => bool.TryParse(value, out var flag) ? (flag ? "True" : "False") : throw Wrong(port, value, "true or false"),
        _ => port.Words.Count == 0 || port.Words.Contains(value)
            ? value : throw Wrong(port, value, $"one of {string.Join(", ", port.Words)}"),
    };

    private static string Within(InputPort port, string value, double number)
    {
        if (number < port.Minimum || number > port.Maximum)
        {
            throw Wrong(port, value, (port.Minimum, port.Maximum) switch
            {
                ({ } least, { } most) => string.Create(CultureInfo.InvariantCulture, $"a number from {least} to {most}"),
                ({ } least, null) => string.Create(CultureInfo.InvariantCulture, $"a number from {least} on"),
                var (_, most) => string.Create(CultureInfo.InvariantCulture, $"a number up to {most}"),
            });
        }

        return value;
    }

    private static LifecycleException Wrong(InputPort port, string value, string expected) => LifecycleException.Usage(
        "InvalidInput", $"The input '{port.Name}' is '{value}'; expected {expected}.");
}
