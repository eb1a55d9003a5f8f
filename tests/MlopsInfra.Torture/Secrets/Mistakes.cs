namespace MlopsInfra.Torture.Secrets;

/// <summary>
/// Ways to write a secret into the stack file that are none: below keys that are unknown or called like a secret, and where the
/// file is no YAML. (A value of a key that is known and holds no secret may be repeated, so that its user finds it.)
/// </summary>
internal static class Mistakes
{
    /// <summary>Each with what it does to the file.</summary>
    /// <param name="secret">The secret.</param>
    public static IEnumerable<(string Name, string More, Func<string, string>? Change)> Of(PlantedSecret secret)
    {
        var value = $"'{secret.Value}'";
        yield return ("an unknown key", $"  mlops-infra:apiToken: {value}\n", null);
        yield return ("an unknown key of a provider", $"  github:tokn: {value}\n", null);
        yield return ("a misspelt token", $"  azuredevops:personalAcessToken: {value}\n", null);
        yield return ("a group that is a text", $"  mlops-infra:productionScoring: {value}\n", null);
        yield return ("an unknown key within", "", Replaced("    requiredApprovals: 1\n", $"    token: {value}\n"));
        yield return ("a quote that is open", $"  mlops-infra:apiToken: \"{secret.First}{secret.Last}\n", null);
        yield return ("a bracket that is open", $"  mlops-infra:apiToken: [{secret.First}{secret.Last}\n", null);
        yield return ("an alias", $"  mlops-infra:apiToken: *{secret.First}{secret.Last}\n", null);
        yield return ("a tag", $"  mlops-infra:apiToken: !{secret.First}{secret.Last} x\n", null);
        yield return ("a key twice", $"  mlops-infra:apiToken: {value}\n  mlops-infra:apiToken: {value}\n", null);
        yield return ("secure, but not encrypted", $"  mlops-infra:apiToken: {{secure: {value}}}\n", null);
        yield return ("a salt that is none", $"encryptionsalt: {value}\n", null);
        yield return ("beside the configuration", $"token: {value}\n", null);
    }

    private static Func<string, string> Replaced(string line, string by) => yaml =>
        yaml.IndexOf(line, StringComparison.Ordinal) is var at and >= 0
            ? string.Concat(yaml.AsSpan(0, at), by, yaml.AsSpan(at + line.Length))
            : throw new InvalidOperationException($"Pulumi.dev.yaml has no line '{line}' any more.");
}
