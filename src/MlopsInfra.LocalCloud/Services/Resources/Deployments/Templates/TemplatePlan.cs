using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Services.Resources.Deployments.Language;

namespace MlopsInfra.LocalCloud.Services.Resources.Deployments.Templates;

/// <summary>A template, ready to be deployed: which resources in which order, and what is asked for of each.</summary>
internal sealed class TemplatePlan
{
    // What says how a resource is deployed, and not what it is.
    private static readonly HashSet<string> Envelope = new(StringComparer.OrdinalIgnoreCase)
    {
        "type", "apiVersion", "name", "scope", "dependsOn", "metadata", "existing", "condition", "copy", "comments", "resources",
        "subscriptionId", "resourceGroup", "import", "asserts", "$options",
    };

    private TemplatePlan(TemplateContext context, PlannedResources resources, IReadOnlyList<PlannedResource> order) =>
        (Context, Resources, Order) = (context, resources, order);

    /// <summary>The template.</summary>
    public TemplateContext Context { get; }

    /// <summary>All resources, those that are left out among them.</summary>
    public PlannedResources Resources { get; }

    /// <summary>The resources that are deployed, each after what it depends on.</summary>
    public IReadOnlyList<PlannedResource> Order { get; }

    /// <summary>Plans a deployment.</summary>
    /// <param name="cloud">The cloud.</param>
    /// <param name="request">What is deployed.</param>
    /// <exception cref="ArmException">The template is not valid.</exception>
    public static TemplatePlan Of(CloudContext cloud, DeploymentRequest request)
    {
        try
        {
            RefuseShape(request.Template);
            var (context, resources) = (new TemplateContext(cloud, request), new PlannedResources());
            new ResourceExpansion(context, resources).AddAll();
            var plan = new TemplatePlan(context, resources, new ResourceOrder(resources).Sort());
            plan.CheckExpressions();
            return plan;
        }
        catch (TemplateException exception)
        {
            throw Invalid(exception.Message);
        }
    }

    /// <summary>The body of a resource.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="answers">What other resources have answered.</param>
    /// <param name="keepsUnknown">Whether an expression that nobody can answer yet stays as it is.</param>
    /// <exception cref="PendingValueException">A resource has to be asked first.</exception>
    /// <exception cref="TemplateException">It can't be evaluated.</exception>
    public JsonObject Body(PlannedResource resource, TemplateAnswers answers, bool keepsUnknown = false)
    {
        var scope = new RuntimeScope(resource.Scope, answers, Resources);
        var body = new JsonObject();
        foreach (var (name, value) in resource.Source.Where(pair => !Envelope.Contains(pair.Key)))
        {
            body[name] = resource.IsDeployment && name == "properties" && value is JsonObject properties
                ? Deployment(resource, properties, each => Evaluate(each, scope, keepsUnknown))
                : Evaluate(value, scope, keepsUnknown);
        }

        return body;
    }

    /// <summary>
    /// The outputs, each with type and value; a secure one has no value, and one whose condition does not hold is left out.
    /// </summary>
    /// <exception cref="PendingValueException">A resource has to be asked first.</exception>
    /// <exception cref="TemplateException">One can't be evaluated.</exception>
    public JsonObject Outputs(TemplateAnswers answers)
    {
        var scope = new RuntimeScope(Context, answers, Resources);
        var outputs = new JsonObject();
        foreach (var (name, declared) in Context.Request.Template["outputs"] as JsonObject ?? [])
        {
            var definition = ParameterDefinition.Read(name, declared, Context.Request.Template);
            if (definition.Json["condition"] is { } condition
                && !TemplateValues.Flag(TemplateEvaluator.Evaluate(condition, scope))) continue;
            var output = new JsonObject { ["type"] = definition.Type };
            if (!definition.IsSecure) output["value"] = OutputValue(definition, scope);
            outputs[name] = output;
        }

        return outputs;
    }

    /// <summary>The refusal of a template.</summary>
    public static ArmException Invalid(string why) =>
        new(400, "InvalidTemplate", $"Deployment template validation failed: '{why}'.");

    private static JsonNode? OutputValue(ParameterDefinition output, ITemplateScope scope)
    {
        if (output.Json["copy"] is not JsonObject loop) return TemplateEvaluator.Evaluate(output.Json["value"], scope);
        return new JsonArray([.. Enumerable.Range(0, PropertyCopies.Length(loop, scope))
            .Select(index => TemplateEvaluator.Evaluate(loop["input"], new CopyScope(scope, output.Name, index)))]);
    }

    private static JsonObject Deployment(PlannedResource resource, JsonObject properties, Func<JsonNode?, JsonNode?> evaluate)
    {
        var evaluated = new JsonObject();
        foreach (var (name, value) in properties)
            evaluated[name] = name == "template" ? NestedTemplates.Handed(resource, evaluate) : evaluate(value);
        return evaluated;
    }

    private static JsonNode? Evaluate(JsonNode? value, ITemplateScope scope, bool keepsUnknown) => !keepsUnknown
        ? TemplateEvaluator.Evaluate(value, scope)
        : TemplateEvaluator.Evaluate(value, scope, (text, at) =>
        {
            try
            {
                return TemplateEvaluator.Text(text, at);
            }
            catch (PendingValueException)
            {
                return JsonValue.Create(text);
            }
        });

    private static void RefuseShape(JsonObject template)
    {
        foreach (var name in (string[])["$schema", "contentVersion", "resources"])
        {
            if (template[name] is null)
                throw new TemplateException($"The required property '{name}' was not found in the template.");
        }

        if (!template["$schema"]!.ToString().Contains("eploymentTemplate.json", StringComparison.Ordinal))
            throw new TemplateException($"The template schema '{template["$schema"]}' is not supported.");
        foreach (var name in (string[])["parameters", "variables", "outputs", "definitions"])
        {
            if (template[name] is not (null or JsonObject))
                throw new TemplateException($"The template's '{name}' have to be an object.");
        }
    }

    // A function that there is not, a text that is no expression: all that can be known before anything is deployed.
    private void CheckExpressions()
    {
        var nothing = new TemplateAnswers();
        foreach (var resource in Order)
        {
            try
            {
                Body(resource, nothing, keepsUnknown: true);
            }
            catch (PendingValueException)
            {
                // The length of a loop, or a name of a member.
            }
            catch (TemplateException exception)
            {
                throw new TemplateException(
                    $"Unable to process template language expressions for resource '{resource.Id}' at line '1' and column '1'. "
                        + exception.Message);
            }
        }

        try
        {
            Outputs(nothing);
        }
        catch (PendingValueException)
        {
            // Outputs say what was deployed.
        }
    }
}
