using MlopsInfra.CommandTesting;
using MlopsInfra.EndToEnd.Tests.Support;

namespace MlopsInfra.Torture.Secrets;

/// <summary>The stack dev of a copy of the project, with secrets in its file and in the environment of commands.</summary>
internal sealed class PlantedStack
{
    private const string Address = "    backendUrl: https://api.pulumi.com\n";
    private readonly Random _random;
    private readonly ProjectCopy _project;
    private readonly string _yaml;
    private readonly Planting _planting;
    private readonly PulumiSecrets? _encryption;
    private readonly List<PlantedSecret> _all = [];

    /// <param name="random">Where all chance comes from.</param>
    /// <param name="project">The project.</param>
    /// <param name="planting">How the file's secrets are given.</param>
    /// <param name="hasPassphrase">Whether the state is encrypted with a passphrase; if not, with a key of its own.</param>
    public PlantedStack(Random random, ProjectCopy project, Planting planting, bool hasPassphrase)
    {
        (_random, _project, _planting) = (random, project, planting);
        _yaml = project.ReadStack("dev");
        (DevOpsToken, GitHubToken, PipelineSecret) = (New("devops token"), New("github token"), New("pipeline secret"));
        Mistyped = New("mistyped");
        foreach (var name in (string[])["ARM_CLIENT_SECRET", "AZURE_CLIENT_SECRET"]) Environment[name] = New(name).Value;
        Environment["PULUMI_CONFIG_PASSPHRASE"] = hasPassphrase ? New("passphrase").Value : null;
        Environment["AZDO_PERSONAL_ACCESS_TOKEN"] = planting == Planting.Environment ? DevOpsToken.Value : null;
        Environment["GITHUB_TOKEN"] = planting == Planting.Environment ? GitHubToken.Value : null;
        if (Environment["PULUMI_CONFIG_PASSPHRASE"] is { } passphrase) _encryption = new PulumiSecrets(passphrase);
        Write();
    }

    /// <summary>What commands are given by their environment.</summary>
    public Dictionary<string, string?> Environment { get; } = [];

    /// <summary>All secrets that were ever planted.</summary>
    public IReadOnlyList<PlantedSecret> All => _all;

    /// <summary>A secret for a key that is none.</summary>
    public PlantedSecret Mistyped { get; }

    private PlantedSecret DevOpsToken { get; set; }

    private PlantedSecret GitHubToken { get; set; }

    private PlantedSecret PipelineSecret { get; set; }

    /// <summary>A secret more.</summary>
    /// <param name="name">What it is.</param>
    public PlantedSecret New(string name)
    {
        var secret = PlantedSecret.Make(name, _random);
        _all.Add(secret);
        return secret;
    }

    /// <summary>Writes the stack file with another secret in place of each.</summary>
    public void Change()
    {
        (DevOpsToken, GitHubToken, PipelineSecret) =
            (New("next devops token"), New("next github token"), New("next pipeline secret"));
        if (_planting == Planting.Environment)
        {
            Environment["AZDO_PERSONAL_ACCESS_TOKEN"] = DevOpsToken.Value;
            Environment["GITHUB_TOKEN"] = GitHubToken.Value;
        }

        Write();
    }

    /// <summary>Writes the stack file.</summary>
    /// <param name="more">Lines at its end.</param>
    /// <param name="change">What is done to it besides; null: nothing.</param>
    public void Write(string more = "", Func<string, string>? change = null)
    {
        var tokens = _planting == Planting.Environment
            ? "" : $"  azuredevops:personalAccessToken:{Scalar(DevOpsToken)}\n  github:token:{Scalar(GitHubToken)}\n";
        var salt = _planting == Planting.Secure && _encryption is { } encryption ? $"encryptionsalt: {encryption.Salt}\n" : "";
        var secrets = $"{Address}    secrets:\n      PULUMI_ACCESS_TOKEN:{Scalar(PipelineSecret)}\n";
        var yaml = $"{salt}{_yaml.Replace(Address, secrets, StringComparison.Ordinal).TrimEnd('\n')}\n{tokens}{more}";
        _project.WriteStack("dev", change?.Invoke(yaml) ?? yaml);
    }

    private string Scalar(PlantedSecret secret) => _planting == Planting.Secure && _encryption is { } encryption
        ? $" {{secure: '{encryption.Encrypt(secret.Value)}'}}" : $" '{secret.Value}'";
}
