using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Services.Resources.Deployments.Language;
using MlopsInfra.LocalCloud.Services.Resources.Deployments.Templates;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.Resources.Deployments.Comparison;

/// <summary>
/// What Resource Manager refuses of a deployment before it begins: the template, then what is wrong with resources.
/// </summary>
internal sealed class DeploymentPreflight(CloudContext cloud, ResourceManager resources)
{
    private static readonly HashSet<string> OfTypes =
        ["InvalidResourceNamespace", "InvalidResourceType", "NoRegisteredProviderFound"];

    /// <summary>Checks a deployment.</summary>
    /// <param name="request">What is to be deployed.</param>
    /// <param name="principal">Object id of who asks; null for the deployer.</param>
    /// <returns>How it is deployed.</returns>
    /// <exception cref="ArmException">It is refused.</exception>
    public TemplatePlan Check(DeploymentRequest request, string? principal)
    {
        var plan = TemplatePlan.Of(cloud, request);
        var errors = new List<ArmException>();
        Collect(plan, principal, errors);
        if (errors.Count == 0) return plan;
        throw new ArmException(400, "InvalidTemplateDeployment",
            $"The template deployment '{request.Id.Name}' is not valid according to the validation procedure. The tracking id is "
                + $"'{Guid.NewGuid()}'. See inner errors for details.")
        {
            Details = [.. errors.Select(error => (error.Code, error.Message, error.Target))],
        };
    }

    private void Collect(TemplatePlan plan, string? principal, List<ArmException> errors)
    {
        foreach (var resource in plan.Order)
        {
            try
            {
                if (!resource.IsDeployment) Check(plan, resource, principal);
                else if (NestedPlans.Of(plan, resource) is { } nested) Collect(nested, principal, errors);
            }
            catch (ArmException exception) when (exception.Code == "AuthorizationFailed")
            {
                throw new ArmException(403, "InvalidTemplateDeployment",
                    $"Deployment failed with multiple errors: 'Authorization failed for template resource '{resource.Name}' of "
                        + $"type '{resource.Type}'. {exception.Message}'.");
            }
            catch (ArmException exception) when (OfTypes.Contains(exception.Code))
            {
                throw new ArmException(400, exception.Code, exception.Message, exception.Target);
            }
            catch (ArmException exception) when (exception.Code is not ("InvalidTemplate" or "InvalidTemplateDeployment"))
            {
                errors.Add(new ArmException(
                    exception.Status, exception.Code, exception.Message, exception.Target ?? resource.Id));
            }
        }
    }

    private void Check(TemplatePlan plan, PlannedResource resource, string? principal)
    {
        JsonObject? body = null;
        try
        {
            body = plan.Body(resource, new TemplateAnswers(), keepsUnknown: true);
        }
        catch (PendingValueException)
        {
            // The length of a loop, or the name of a member.
        }

        resources.Preflight(ResourceId.Parse(resource.Id), NestedPlans.IsUnknown(body) ? null : body,
            new ArmRequestOptions(resource.ApiVersion, principal));
    }
}
