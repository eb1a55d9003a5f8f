using System.Text;

namespace MlopsInfra.LocalCloud.Engine.Bridged.Terraform;

/// <summary>
/// Names of properties on both sides: <c>ci_trigger</c> is <c>ciTrigger</c>, and a list has a plural name in Pulumi
/// (docs of the Pulumi Terraform bridge, "Name mangling").
/// </summary>
internal static class TerraformNames
{
    /// <summary>What a property of Terraform can be called in Pulumi, the likeliest first.</summary>
    public static IEnumerable<string> InPulumi(string terraform)
    {
        var words = terraform.Split('_');
        var name = words[0]
            + string.Concat(words.Skip(1).Select(word => word.Length == 0 ? "" : char.ToUpperInvariant(word[0]) + word[1..]));
        yield return name;
        if (name.EndsWith('y')) yield return $"{name[..^1]}ies";
        yield return $"{name}s";
        yield return $"{name}es";
    }

    /// <summary>What a property of Pulumi is called in Terraform if no fact says otherwise.</summary>
    public static string InTerraform(string pulumi)
    {
        var name = new StringBuilder();
        foreach (var letter in pulumi)
        {
            if (char.IsUpper(letter)) name.Append('_');
            name.Append(char.ToLowerInvariant(letter));
        }

        return name.ToString();
    }
}
