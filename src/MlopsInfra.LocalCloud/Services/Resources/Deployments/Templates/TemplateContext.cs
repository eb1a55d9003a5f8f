using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Services.Resources.Deployments.Language;
using static MlopsInfra.LocalCloud.Services.Resources.Deployments.Language.TemplateValues;

namespace MlopsInfra.LocalCloud.Services.Resources.Deployments.Templates;

/// <summary>
/// A template that is deployed: its parameters, variables and functions, and where it is deployed to. What only deployed
/// resources can tell is not known here.
/// </summary>
internal sealed class TemplateContext : ITemplateScope
{
    private readonly TemplateVariables _variables;

    /// <param name="cloud">The cloud.</param>
    /// <param name="request">What is deployed.</param>
    /// <exception cref="TemplateException">A parameter is missing or does not fit.</exception>
    public TemplateContext(CloudContext cloud, DeploymentRequest request)
    {
        (Cloud, Request) = (cloud, request);
        _variables = new TemplateVariables(request.Template, this);
        var defaults = new DefaultScope(this, cloud.Now);
        Parameters = new TemplateParameters(request.Template, request.Parameters,
            value => TemplateEvaluator.Evaluate(value, defaults));
    }

    /// <summary>The cloud.</summary>
    public CloudContext Cloud { get; }

    /// <summary>What is deployed.</summary>
    public DeploymentRequest Request { get; }

    /// <summary>The parameters.</summary>
    public TemplateParameters Parameters { get; }

    /// <inheritdoc/>
    public bool TryCall(TemplateExpression.Call call, IReadOnlyList<JsonNode?> arguments, out JsonNode? value)
    {
        value = null;
        switch (call.Function.ToLowerInvariant())
        {
            case "parameters" when arguments.Count == 1:
                value = Parameters[Text(arguments[0])];
                return true;
            case "variables" when arguments.Count == 1:
                value = _variables[Text(arguments[0])];
                return true;
            case "reference" or "references" or "copyindex" or "utcnow" or "newguid" or "lambdavariables" or "lambda":
            case var name when RuntimeScope.IsList(name):
                throw new TemplateException(
                    $"The template function '{call.Function}' is not expected at this location. Please see "
                        + "https://aka.ms/arm-functions for usage details.");
            default:
                return ResourceIds.TryCall(call, arguments, Request.Scope, out value)
                    || PlaceFunctions.TryCall(call, arguments, Cloud, Request, out value)
                    || UserFunctions.TryCall(call, arguments, Request.Template, out value);
        }
    }
}
