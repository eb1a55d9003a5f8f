namespace MlopsInfra.Pipelines.Tests.Commands;

/// <summary>
/// Pulumi's CLI is not here: a script that prints what it was given takes its place, so that the identity that reaches it can be
/// seen.
/// </summary>
public sealed class PulumiScriptTests : IDisposable
{
    private const string PrintsWhatItIsGiven = """
        echo "pulumi $*"
        env | grep -E '^(ARM|PULUMI|AZDO|GITHUB_TOKEN|AZURE_KEYVAULT)' | sort
        """;

    private readonly ScriptFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task On_GitHub_the_environment_s_variables_are_the_identity()
    {
        var variables = GitHub();
        _folder.Write("Pulumi.dev.yaml", "");
        _folder.WriteProgram("pulumi", PrintsWhatItIsGiven, variables);

        var (exitCode, output, error) = await _folder.RunAsync(CommandTable.PulumiUp, variables);

        Assert.Equal((0, ""), (exitCode, error));
        Assert.Contains("pulumi up --stack dev --yes --non-interactive", output, StringComparison.Ordinal);
        Assert.Contains("ARM_CLIENT_ID=client\nARM_SUBSCRIPTION_ID=subscription\nARM_TENANT_ID=tenant\nARM_USE_OIDC=true\n",
            output, StringComparison.Ordinal);
        // the provider asks for it itself, as often as it needs one
        Assert.DoesNotContain("ARM_OIDC_TOKEN", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task On_Azure_Pipelines_the_service_connection_is_and_undefined_variables_stay_undefined()
    {
        var variables = CiVariables.AzurePipelines();
        foreach (var (name, value) in new[]
        {
            ("AZURE_SUBSCRIPTION_ID", "subscription"),
            ("PULUMI_BACKEND_URL", "azblob://state"), ("PULUMI_ACCESS_TOKEN", "$(PULUMI-ACCESS-TOKEN)"),
            ("GITHUB_TOKEN", "$(PLATFORM-GITHUB-TOKEN)"),
            ("AZDO_PERSONAL_ACCESS_TOKEN", "defined"),
        })
        {
            variables[name] = value;
        }

        _folder.Write("Pulumi.dev.yaml", "");
        _folder.WriteProgram("pulumi", PrintsWhatItIsGiven, variables);

        var (exitCode, output, error) = await _folder.RunAsync(CommandTable.Defined + CommandTable.PulumiUp, variables);

        Assert.Equal((0, ""), (exitCode, error));
        // The sign-in of `az`, which its task renews. A token handed on would end in the middle of a long deployment.
        Assert.Contains("ARM_SUBSCRIPTION_ID=subscription\n", output, StringComparison.Ordinal);
        Assert.DoesNotContain("OIDC", output, StringComparison.Ordinal);
        Assert.DoesNotContain("ARM_CLIENT_ID", output, StringComparison.Ordinal);
        Assert.Contains("AZDO_PERSONAL_ACCESS_TOKEN=defined\n", output, StringComparison.Ordinal);
        Assert.DoesNotContain("$(", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(CommandTable.PulumiRepair)]
    [InlineData(CommandTable.Defined + CommandTable.PulumiRepair)]
    public async Task A_repair_is_made_by_mlops_with_the_identity_of_the_deployment(string command)
    {
        var variables = GitHub();
        _folder.Write("Pulumi.dev.yaml", "");
        _folder.WriteProgram("pulumi", "[[ $1 == version ]]", variables);
        _folder.WriteProgram("dotnet", """
            echo "dotnet $*"
            env | grep -E '^(ARM|AZURE_TOKEN)' | sort
            """, variables);

        var (exitCode, output, error) = await _folder.RunAsync(command, variables);

        Assert.Equal((0, ""), (exitCode, error));
        Assert.Equal(
            "dotnet run --project src/MlopsInfra.Cli -- repair dev "
                + "--yes\nARM_CLIENT_ID=client\nARM_SUBSCRIPTION_ID=subscription\nARM_TENANT_ID=tenant\n"
            + "ARM_USE_OIDC=true\nAZURE_TOKEN_CREDENTIALS=AzureCliCredential\n", output);
    }

    [Theory]
    [InlineData(CommandTable.PulumiPreview, true)]
    [InlineData(CommandTable.Defined + CommandTable.PulumiPreview, false)]
    public async Task A_preview_is_in_the_run_s_summary(string command, bool onGitHub)
    {
        var variables = GitHub();
        if (!onGitHub)
        {
            variables.Remove("GITHUB_STEP_SUMMARY");
            variables["TF_BUILD"] = "True";
        }

        _folder.Write("Pulumi.dev.yaml", "");
        _folder.WriteProgram("pulumi", "echo '+ ```json``` to create'", variables);

        var (exitCode, output, error) = await _folder.RunAsync(command, variables);

        Assert.Equal((0, ""), (exitCode, error));
        var summary = _folder.At("artifacts/preview/pulumi-dev.md");
        Assert.Equal("## pulumi preview of dev\n\n````text\n+ ```json``` to create\n````\n",
            await File.ReadAllTextAsync(onGitHub ? _folder.Summary : summary, TestContext.Current.CancellationToken));
        Assert.Equal(onGitHub, !output.Contains($"##vso[task.uploadsummary]{summary}\n", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(CommandTable.PulumiUp)]
    [InlineData(CommandTable.PulumiPreview)]
    public async Task A_failure_of_Pulumi_fails_the_step(string command)
    {
        var variables = GitHub();
        _folder.Write("Pulumi.dev.yaml", "");
        _folder.WriteProgram("pulumi", "[[ $1 == version ]] || { echo 'error: locked' >&2; exit 255; }", variables);

        var (exitCode, _, error) = await _folder.RunAsync(command, variables);

        Assert.Equal((255, "error: locked\n"), (exitCode, error));
    }

    [Theory]
    [InlineData("AZURE_CLIENT_ID", "AZURE_CLIENT_ID is not set")]
    [InlineData("AZURE_TENANT_ID", "AZURE_TENANT_ID is not set")]
    [InlineData("AZURE_SUBSCRIPTION_ID", "AZURE_SUBSCRIPTION_ID is not set")]
    [InlineData("PULUMI_BACKEND_URL", "neither PULUMI_BACKEND_URL nor PULUMI_ACCESS_TOKEN is set")]
    public async Task What_is_not_set_up_is_told_by_name(string variable, string message)
    {
        var variables = GitHub();
        variables[variable] = "";
        _folder.Write("Pulumi.dev.yaml", "");

        var (exitCode, _, error) = await _folder.RunAsync(CommandTable.PulumiUp, variables);

        Assert.Equal(2, exitCode);
        Assert.Contains(message, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stack_without_a_stack_file_is_refused()
    {
        var (exitCode, _, error) = await _folder.RunAsync(CommandTable.PulumiUp, GitHub());

        Assert.Equal(2, exitCode);
        Assert.Contains("there is no Pulumi.dev.yaml", error, StringComparison.Ordinal);
    }

    private Dictionary<string, string> GitHub() => new(CiVariables.GitHub(_folder.Summary))
    {
        ["AZURE_CLIENT_ID"] = "client",
        ["AZURE_TENANT_ID"] = "tenant",
        ["AZURE_SUBSCRIPTION_ID"] = "subscription",
        ["PULUMI_BACKEND_URL"] = "azblob://state",
    };
}
