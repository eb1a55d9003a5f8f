using MlopsInfra.LocalEngine;

namespace MlopsInfra.Cli.Output;

/// <summary>Why a property can't be compared, in words.</summary>
internal static class UncomparedText
{
    /// <summary>The reason, to follow "as".</summary>
    /// <param name="reason">The reason.</param>
    public static string Of(UncomparedReason reason) => reason switch
    {
        UncomparedReason.OldSecretUnreadable =>
            "the export's secret can't be decrypted here (set PULUMI_CONFIG_PASSPHRASE, or export with --show-secrets)",
        UncomparedReason.NewSecretUnreadable =>
            "the stack file's secret can't be decrypted here (set PULUMI_CONFIG_PASSPHRASE)",
        _ => "only Azure could say what its value is now",
    };
}
