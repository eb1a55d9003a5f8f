namespace MlopsInfra.LocalEngine.Programs;

/// <summary>The environment variables that programs in every language get.</summary>
internal static class ProgramEnvironment
{
    /// <summary>Sets what the engine and the configuration say, and keeps the passphrase to itself.</summary>
    public static void Describe(ProgramContext context, IDictionary<string, string?> environment)
    {
        foreach (var (name, value) in context.Environment) environment[name] = value;
        environment["PULUMI_CONFIG"] = context.ConfigJson;
        environment["PULUMI_CONFIG_SECRET_KEYS"] = context.ConfigSecretKeysJson;
        // A passphrase opens the state: it is the engine's, not the program's.
        environment.Remove("PULUMI_CONFIG_PASSPHRASE");
    }
}
