namespace Pulumi;

/// <summary>The text an output gives as a string (V10).</summary>
internal static class OutputText
{
    private const string Advice =
        "Calling [ToString] on an [Output<T>] is not supported.\n\n"
        + "To get the value of an Output<T> as an Output<string> consider:\n"
        + "1. o.Apply(v => $\"prefix{v}suffix\")\n"
        + "2. Output.Format($\"prefix{hostname}suffix\");\n\n"
        + "See https://www.pulumi.com/docs/concepts/inputs-outputs for more details.";

    public static string ForToString()
    {
        // Outside a deployment there is nobody to ask whether the text is an error (V1).
        _ = Deployment.Current;
        var strict = Environment.GetEnvironmentVariable("PULUMI_ERROR_OUTPUT_STRING");
        return string.Equals(strict, "true", StringComparison.OrdinalIgnoreCase) || strict == "1"
            ? throw new InvalidOperationException(Advice)
            : Advice + "\nThis function may throw in a future version of Pulumi.";
    }
}
