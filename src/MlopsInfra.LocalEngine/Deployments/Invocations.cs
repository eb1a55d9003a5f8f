using MlopsInfra.LocalEngine.Providers;
using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.LocalEngine.Deployments;

/// <summary>Calls functions of packages, and the engine's own.</summary>
internal sealed class Invocations(DeploymentRun run)
{
    private const string GetResource = "pulumi:pulumi:getResource";

    /// <summary>Calls a function.</summary>
    /// <returns>What it returns; null where that is not known in a preview, as an argument is unknown.</returns>
    /// <exception cref="ProviderException">The provider refuses.</exception>
    /// <exception cref="DeploymentException">There is no such function.</exception>
    public async Task<InvokeResult?> InvokeAsync(string token, PropertyMap arguments, string? provider, PackageKey package)
    {
        if (token == GetResource) return new InvokeResult(ReadRegistered(arguments), []);
        if (arguments.ContainsUnknowns)
        {
            if (run.IsPreview) return null;
            throw new DeploymentException(DeploymentErrorCodes.InvalidInputs,
                $"An argument of {token} is unknown, although this is no preview.", token);
        }

        var configured = await run.Providers.GetAsync(provider, package);
        var request = new InvokeRequest(token, SecretMarks.Remove(ProviderInputs.Of(arguments)));
        try
        {
            return await run.Gate.RunAsync(null, cancellation => configured.Provider.InvokeAsync(request, cancellation));
        }
        catch (ProviderException) when (run.CloudIsOutOfReach)
        {
            run.WarnOfGap($"The program calls {token} in the cloud", null);
            return null;
        }
    }

    /// <summary>A resource of this run by its URN.</summary>
    private PropertyMap ReadRegistered(PropertyMap arguments)
    {
        var urn = (arguments.GetValueOrDefault("urn")?.WithoutSecretMark as PropertyValue.Text)?.Value;
        if (urn is null || run.Resources.Find(urn)?.Outcome is not { } outcome)
        {
            throw new DeploymentException(DeploymentErrorCodes.ResourceNotFound,
                $"There is no resource {urn} in this deployment.", urn);
        }

        return new PropertyMap(
        [
            KeyValuePair.Create<string, PropertyValue>("urn", outcome.Urn),
            KeyValuePair.Create("id", outcome.Id is null && run.IsPreview ? PropertyValue.Unknown : outcome.Id ?? ""),
            KeyValuePair.Create<string, PropertyValue>("state", outcome.Outputs),
        ]);
    }
}
