using System.Text;

namespace MlopsInfra.Review.Templates;

/// <summary>
/// A deployment template in Bicep, for one resource group: symbolic names, parents and scopes, secure parameters.
/// </summary>
public sealed class BicepFile
{
    private readonly StringBuilder _text = new();
    private readonly SingleGroup _part;
    private readonly BicepSymbols _symbols;
    private readonly BicepExpression _expressions;

    private BicepFile(DeploymentTemplate template)
    {
        _part = SingleGroup.Of(template);
        _symbols = new BicepSymbols(template, _part);
        _expressions = new BicepExpression(_symbols, _part.Group);
    }

    /// <summary>The text of the Bicep file.</summary>
    /// <param name="template">The template.</param>
    /// <exception cref="TemplateException">It is for more than one resource group.</exception>
    public static string Write(DeploymentTemplate template)
    {
        var file = new BicepFile(template);
        file.Head(template.Stack);
        foreach (var parameter in DeploymentTemplate.ParametersOf(file._part.Resources)) file.Parameter(parameter);
        foreach (var existing in file._symbols.Existing) file.Existing(existing);
        foreach (var resource in file._part.Resources) file.Resource(resource);
        return file._text.ToString();
    }

    private void Head(string stack)
    {
        Line("metadata description = "
            + BicepText.Quoted($"What the Pulumi program declares for the stack {stack}, to be deployed to its resource group."));
        if (_part.Left.IsEmpty) return;
        Line("metadata notInThisTemplate = [");
        foreach (var name in _part.Left) Line($"  {BicepText.Quoted(name)}");
        Line("]");
    }

    private void Parameter(TemplateParameter parameter)
    {
        Line();
        Line($"@description({BicepText.Quoted(parameter.Description)})");
        if (parameter.IsSecret) Line("@secure()");
        Line($"param {parameter.Name} {(parameter.IsObject ? "object" : "string")}");
    }

    private void Existing(BicepExisting existing)
    {
        var part = existing.Id.Providers[^1];
        Line();
        Line($"resource {existing.Symbol} '{part.Type}@{existing.ApiVersion}' existing = {{");
        if (existing.Above is { } above) Line($"  parent: {_symbols.Of(above)}");
        Line($"  name: {BicepText.Quoted(existing.Above is null ? string.Join('/', part.Names) : part.Names[^1])}");
        if (existing.Group is { } group) Line($"  scope: resourceGroup({BicepText.Quoted(group)})");
        Line("}");
    }

    private void Resource(TemplateResource resource)
    {
        Line();
        Line($"resource {_symbols.Of(resource)} '{resource.Form.Type}@{resource.Form.ApiVersion}' = {{");
        var mentioned = resource.Body.Texts.Append(resource.OwnName).SelectMany(text => text.Referenced).ToHashSet();
        if (resource.ScopeId is { } scope) Line($"  scope: {_symbols.Of(scope)}");
        else if (resource.Id.Above is { } above) Line($"  parent: {_symbols.Of(above)}");
        Line($"  name: {_expressions.Of(resource.OwnName)}");
        foreach (var (key, value) in resource.Body.Entries)
        {
            _text.Append("  ").Append(_expressions.Key(key)).Append(": ");
            Value(value, 1);
            Line();
        }

        var needs = resource.Needs.Where(need => !mentioned.Contains(need) && need != resource.Scope && need != resource.Parent)
            .Where(need => !IsAround(need, resource)).Select(_symbols.Of).OfType<string>().Order(StringComparer.Ordinal).ToList();
        if (needs.Count > 0)
        {
            Line("  dependsOn: [");
            foreach (var need in needs) Line($"    {need}");
            Line("  ]");
        }

        Line("}");
    }

    // The parent of what exists is waited for by itself.
    private static bool IsAround(TemplateResource need, TemplateResource resource)
    {
        for (var above = resource.Id.Above; above is not null; above = above.Above)
        {
            if (string.Equals(above.ToString(), need.Id.ToString(), StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }

    private void Value(TemplateNode node, int depth)
    {
        switch (node)
        {
            case TemplateNode.Members { Entries.IsEmpty: true }:
                _text.Append("{}");
                break;
            case TemplateNode.Members members:
                _text.Append("{\n");
                foreach (var (key, value) in members.Entries)
                {
                    Indent(depth + 1).Append(_expressions.Key(key)).Append(": ");
                    Value(value, depth + 1);
                    _text.Append('\n');
                }

                Indent(depth).Append('}');
                break;
            case TemplateNode.Items { Elements.IsEmpty: true }:
                _text.Append("[]");
                break;
            case TemplateNode.Items items:
                _text.Append("[\n");
                foreach (var element in items.Elements)
                {
                    Indent(depth + 1);
                    Value(element, depth + 1);
                    _text.Append('\n');
                }

                Indent(depth).Append(']');
                break;
            case TemplateNode.Leaf leaf:
                _text.Append(_expressions.Of(leaf.Expression));
                break;
            case TemplateNode.Plain plain:
                _text.Append(Plain(plain.Value?.ToJsonString() ?? "null"));
                break;
        }
    }

    // Bicep has whole numbers only.
    private static string Plain(string json) =>
        json.AsSpan().IndexOfAny(".eE") >= 0 && json is not ("true" or "false") ? $"json({BicepText.Quoted(json)})" : json;

    private StringBuilder Indent(int depth) => _text.Append(' ', depth * 2);

    private void Line(string text = "") => _text.Append(text).Append('\n');
}
