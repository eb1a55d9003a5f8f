using System.Text;

namespace MlopsInfra.Benchmarks;

/// <summary>A pipeline of many steps, each of which reads what the one before it writes.</summary>
internal static class ManySteps
{
    /// <summary>Writes its files.</summary>
    /// <param name="folder">The folder to write them into.</param>
    /// <param name="count">The number of steps.</param>
    public static void Write(string folder, int count)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "step.yml"), """
            type: command
            name: step
            version: 1
            inputs:
              rate: {type: integer}
              data: {type: uri_folder, optional: true}
            outputs:
              out: {type: uri_folder}
            command: echo ${{inputs.rate}} $[[${{inputs.data}}]] ${{outputs.out}}
            environment: azureml://registries/azureml/environments/sklearn-1.5/labels/latest
            """);
        var pipeline = new StringBuilder("type: pipeline\nname: many\nsettings: {force_rerun: true}\ninputs: {rate: 1}\njobs:\n");
        for (var step = 0; step < count; step++)
        {
            pipeline.Append(
                $"  s{step}:\n    type: command\n    component: ./step.yml\n    inputs:\n      rate: "
                    + $"${{{{parent.inputs.rate}}}}\n");
            if (step > 0) pipeline.Append($"      data: ${{{{parent.jobs.s{step - 1}.outputs.out}}}}\n");
        }

        File.WriteAllText(Path.Combine(folder, "pipeline.yml"), pipeline.ToString());
    }
}
