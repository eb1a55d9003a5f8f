using SdkGenerator.Schema;

namespace SdkGenerator.CSharp;

/// <summary>Writes functions: a static class, its two args classes and its result.</summary>
internal sealed class FunctionWriter(ArgsWriter args, OutputTypeWriter outputs)
{
    /// <summary>Writes one function.</summary>
    public void Write(CodeWriter code, FunctionSpec function)
    {
        var name = PackageNames.ClassName(function.Token);
        code.ObsoleteIf(function.Deprecated).Open($"public static class {name}");
        if (function.Inputs.IsEmpty)
            WriteWithoutArgs(code, name, function.Token);
        else
            WriteWithArgs(code, name, function);
        code.Close();

        if (!function.Inputs.IsEmpty)
        {
            args.Write(code, $"{name}Args", function.Inputs, TypeUse.FunctionArgument, "InvokeArgs");
            args.Write(code, $"{name}InvokeArgs", function.Inputs, TypeUse.FunctionInput, "InvokeArgs");
        }

        outputs.Write(code, $"{name}Result", function.Outputs, TypeUse.FunctionOutput);
    }

    private static void WriteWithArgs(CodeWriter code, string name, FunctionSpec function)
    {
        var (mark, initial) = function.Inputs.Any(input => input.Required) ? ("", "") : ("?", " = null");
        var (plain, given) = ($"{name}Args", $"{name}InvokeArgs");
        var options = "InvokeOptions? options = null";
        WriteMethod(code, name, function.Token, "Task", $"{plain}{mark} args{initial}, {options}", $"args ?? new {plain}()");
        WriteMethod(code, name, function.Token, "Output", $"{given}{mark} args{initial}, {options}", $"args ?? new {given}()");
        WriteMethod(code, name, function.Token, "Output", $"{given} args, InvokeOutputOptions options", $"args ?? new {given}()");
    }

    private static void WriteWithoutArgs(CodeWriter code, string name, string token)
    {
        WriteMethod(code, name, token, "Task", "InvokeOptions? options = null", "InvokeArgs.Empty");
        WriteMethod(code, name, token, "Output", "InvokeOptions? options = null", "InvokeArgs.Empty");
        WriteMethod(code, name, token, "Output", "InvokeOutputOptions options", "InvokeArgs.Empty");
    }

    private static void WriteMethod(CodeWriter code, string name, string token, string wrapper, string parameters, string args)
    {
        var (type, method) = wrapper == "Task" ? ("global::System.Threading.Tasks.Task", "InvokeAsync") : ("Output", "Invoke");
        var call = $"global::Pulumi.Deployment.Instance.{method}<{name}Result>";
        code.Line($"public static {type}<{name}Result> {method}({parameters})");
        code.Line($"    => {call}({CodeWriter.Quoted(token)}, {args}, Utilities.WithDefaults(options));");
    }
}
